import { chromium, type Browser, type Page } from 'playwright-core';

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

/** Waits until a picture is there and whole; gives its own width in pixels. */
export async function widthOfPicture(page: Page, selector: string): Promise<unknown> {
	await page.locator(selector).waitFor();
	const picture = `document.querySelector(${JSON.stringify(selector)})`;
	// As text, since the types of the tests know no documents
	return await page.evaluate(`${picture}.decode().then(() => ${picture}.naturalWidth)`);
}

/** Whether the text of the sticky note on the canvas does not fit into it. */
export async function isNoteCutOff(page: Page): Promise<unknown> {
	// As text, since the types of the tests know no documents
	return await page.evaluate(`(() => {
		const note = document.querySelector('[data-test-id="sticky"]');
		return [note, ...note.querySelectorAll('*')].some((part) => {
			const isCut = getComputedStyle(part).overflowY !== 'visible';
			return isCut && part.scrollHeight > part.clientHeight + 1;
		});
	})()`);
}

/** How long a video runs, in seconds, once its first picture can be shown. */
export async function secondsOfVideo(page: Page, url: string): Promise<unknown> {
	await page.setContent(`<video muted src="${url}"></video>`);
	// As text, since the types of the tests know no documents
	return await page.evaluate(`new Promise((resolve, reject) => {
		const video = document.querySelector('video');
		const tell = () => {
			if (video.error) reject(new Error(video.error.message));
			else if (video.readyState >= video.HAVE_CURRENT_DATA) resolve(video.duration);
		};
		video.onerror = video.onloadeddata = tell;
		// It may have come before anybody listened
		tell();
	})`);
}
