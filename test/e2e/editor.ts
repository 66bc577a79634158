import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';

import type { N8n } from './n8n';
import { OWNER } from './rest';
import { until } from './until';

const SIZE = { width: 1_280, height: 860 };
/** Shadows and moving parts come to rest. */
const SETTLED_MS = 700;

/** n8n's editor in a browser, as a user sees it. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
		/** Folder for pictures of what is on the screen; none are taken where it is missing. */
		private readonly screenshots?: string,
	) {}

	/** Signs the owner in. */
	static async open(browser: Browser, { url }: N8n, screenshots?: string): Promise<Editor> {
		const page = await browser.newPage({ viewport: SIZE });
		await page.goto(`${url}/signin`);
		await page.getByLabel('Email').fill(OWNER.email);
		await page.getByLabel('Password').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(/\/home/);
		return new Editor(page, url, screenshots);
	}

	/** What n8n marks for tests with this name. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** A new workflow with a manual trigger. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.search('manual');
		await this.part('node-creator').getByText('Trigger manually').click();
		await this.part('canvas-node').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Types into the list of all nodes. */
	async search(text: string): Promise<void> {
		const bar = this.part('node-creator-search-bar');
		await this.part('canvas-wrapper').waitFor();
		await until('the list of all nodes', async () => {
			// The canvas hears keys a moment after it is there
			await this.page.keyboard.press('n');
			return await bar.isVisible();
		});
		await bar.fill(text);
	}

	/** Adds the node with one of its actions, which opens it. */
	async addNode(action: string): Promise<void> {
		await this.search('flux');
		const list = this.part('node-creator');
		await list.getByText('QuickRouter', { exact: true }).click();
		await list.getByText(action, { exact: true }).click();
		await this.part('ndv-input-panel').waitFor();
	}

	/** A field of the node that is open, by its name in workflows. */
	field(name: string): Locator {
		return this.part(`parameter-input-${name}`);
	}

	/** The labels of all fields and collections that the open node shows, from top to bottom. */
	async labels(): Promise<string[]> {
		const labels = await this.part('node-parameters')
			.locator('[data-test-id="input-label"]:visible')
			.allInnerTexts();
		// Under a label stand the buttons that come when the mouse does
		return labels.map((label) => label.split('\n', 1)[0] ?? '');
	}

	/** Chooses from a list. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.pick(option);
	}

	/** Adds one of the options, whose list is the last. */
	async addOption(option: string): Promise<void> {
		await this.part('collection-parameter-add').last().click();
		await this.pick(option);
	}

	/** Switches a field on or off. */
	async toggle(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	/** Picks from the list that is open; what stands below an option's name describes it. */
	private async pick(option: string): Promise<void> {
		const name = this.page.getByText(option, { exact: true });
		await this.page.getByRole('option').filter({ has: name }).filter({ visible: true }).click();
	}

	/** Runs the open node. */
	async execute(): Promise<void> {
		await this.part('node-execute-button').click();
	}

	/** The output of the open node. */
	get output(): Locator {
		return this.part('output-panel');
	}

	/** Takes a picture of the screen for the README. */
	async screenshot(name: string): Promise<void> {
		if (this.screenshots === undefined) return;
		await this.page.waitForTimeout(SETTLED_MS);
		// Without n8n's passing messages in its corner
		const png = await this.page.screenshot({ style: '.el-notification { display: none }' });
		mkdirSync(this.screenshots, { recursive: true });
		// The same picture with 256 colours is a third as large
		await sharp(png)
			.png({ palette: true, compressionLevel: 9, effort: 10 })
			.toFile(path.join(this.screenshots, `${name}.png`));
	}
}
