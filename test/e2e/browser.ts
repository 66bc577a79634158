import { chromium, type Browser } from 'playwright-core';

import { fromDebian } from './debian';

/** Debian's Chromium, which asks nobody outside of this machine. */
export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: fromDebian('chromium'),
		args: [
			'--no-sandbox', // Which root, as in a container, cannot have
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
