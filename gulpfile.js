'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src, watch: watchFiles } = require('gulp');

const STATIC_FILES = ['{credentials,nodes}/**/*.{svg,png,json}'];
const SOURCES = ['{credentials,nodes}/**/*.ts', 'tsconfig*.json'];

/** Removes what an earlier build left, so that a deleted source leaves nothing in the package. */
function clean() {
	return rm('dist', { recursive: true, force: true });
}

/** Compiles the sources into dist/, which mirrors them as n8n expects. */
function compile() {
	const compiler = require.resolve('typescript/bin/tsc');
	return spawn(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
}

/** Writes n8n's output schemas beside the compiled node. */
function schemas() {
	const tsx = require.resolve('tsx/cli');
	return spawn(process.execPath, [tsx, 'tools/schemas/main.ts'], { stdio: 'inherit' });
}

/** Copies icons and the codex beside the compiled files; encoding: false keeps binaries whole. */
function copy() {
	return src(STATIC_FILES, { encoding: false }).pipe(dest('dist'));
}

/** Rebuilds on every change until it is stopped. */
function watch() {
	watchFiles(SOURCES, series(compile, schemas));
	watchFiles(STATIC_FILES, copy);
}

const build = series(clean, compile, schemas, copy);

module.exports = { build, clean, compile, copy, schemas, watch, default: build };
