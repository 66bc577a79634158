import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { loadPackage } from './harness/package';

/** What n8n loads is small: pictures, maps or tests in it would be noticed. */
const LARGEST_TARBALL_BYTES = 130_000;

const root = path.resolve(__dirname, '..');
const scanner = path.join(root, 'tools', 'lint', 'scan.mjs');

/** Runs the scanner as a process of its own, outside of jest's NODE_ENV, which its rules look at. */
const scan = (folder: string, kind: 'sources' | 'package') => {
	const env = { ...process.env, NODE_ENV: 'production' };
	return spawnSync(process.execPath, [scanner, folder, kind], {
		env,
		encoding: 'utf8',
	}).stdout.trim();
};

interface Manifest {
	dependencies?: unknown;
	peerDependencies: unknown;
	n8n: { n8nNodesApiVersion: number };
	keywords: string[];
}

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;

test('brings nothing to run but what n8n supplies', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	expect(manifest.keywords).toContain('n8n-community-node-package');
});

test('is built as n8n loads it: by the n8n section, with icons and codex beside', () => {
	const { nodes, credentials } = loadPackage(root);
	const node = nodes['n8n-nodes-quickrouter.quickRouter'];
	expect(node?.description).toMatchObject({ name: 'quickRouter', version: 1, usableAsTool: true });
	const credential = credentials.quickRouterApi;
	expect(credential?.test?.request.url).toBe('/v1/models');

	const folder = path.join(root, 'dist', 'nodes', 'QuickRouter');
	const codex = JSON.parse(readFileSync(path.join(folder, 'QuickRouter.node.json'), 'utf8')) as {
		node: string;
		alias: string[];
	};
	expect(codex.node).toBe('n8n-nodes-quickrouter.quickRouter');
	const searchedFor = [
		'image',
		'edit image',
		'inpaint',
		'video',
		'FLUX',
		'Nano Banana',
		'Seedream',
		'Kling',
		'Veo',
	];
	expect(codex.alias).toEqual(expect.arrayContaining(searchedFor));
	const icons = [
		...iconsOf(node?.description.icon, folder),
		...iconsOf(credential?.icon, path.join(root, 'dist', 'credentials')),
	];
	expect(icons).toHaveLength(4);
	for (const icon of icons) expect(readFileSync(icon, 'utf8')).toMatch(/^<svg /);
});

describe("n8n's scanner finds nothing", () => {
	test('in the sources', () => {
		expect(scan(root, 'sources')).toBe('passed');
	}, 60_000);

	test('in the tarball, which holds only what n8n loads', () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'quickrouter-'));
		try {
			const pack = ['pack', '--silent', '--pack-destination', folder];
			const tarball = execFileSync('npm', pack, { cwd: root, encoding: 'utf8' });
			expect(statSync(path.join(folder, tarball.trim())).size).toBeLessThan(LARGEST_TARBALL_BYTES);
			execFileSync('tar', ['-xzf', tarball.trim()], { cwd: folder });
			const unpacked = path.join(folder, 'package');
			const files = execFileSync('find', ['.', '-type', 'f'], { cwd: unpacked, encoding: 'utf8' });
			expect(files).toContain('./dist/nodes/QuickRouter/QuickRouter.node.js\n');
			const unusual = files
				.trim()
				.split('\n')
				.filter(
					(file) =>
						!/^\.\/(dist\/(nodes|credentials)\/.*\.(js|json|svg)|package\.json|README\.md|LICENSE)$/.test(
							file,
						),
				);
			expect(unusual).toEqual([]);
			expect(scan(unpacked, 'package')).toBe('passed');
		} finally {
			rmSync(folder, { recursive: true });
		}
	}, 60_000);
});

function iconsOf(icon: unknown, folder: string): string[] {
	const { light, dark } = icon as { light: string; dark: string };
	return [light, dark].map((file) => path.join(folder, file.replace(/^file:/, '')));
}
