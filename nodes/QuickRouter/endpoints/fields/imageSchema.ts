import type { FileReference } from '../../shared/fileReference';
import { isFileReference } from '../../shared/fileReference';
import { checked, refusal, type Checked } from '../../form/schemas';
import { webUrlOf } from '../../shared/webUrl';

const RULE =
	'an http(s) URL, or a base64 data URL of a JPEG, PNG, WebP, GIF or AVIF image (data:image/png;base64,…)';

const DATA_URL = /^data:image\/(?:jpeg|jpg|png|webp|gif|avif);base64,(?=[^=])/i;

/** Such characters come along when a URL is copied from a page or a chat. */
const ZERO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;

/** A second URL; one in a query is a part of the first. */
const JOINED = /^[^?#]*[\s,;|]+https?:\/\//i;

/** What to send in an image's place: a file, or the URL that QuickRouter loads it from. */
export const imageSchema = checked((value): Checked<string | FileReference> => {
	if (isFileReference(value)) return { value };
	if (typeof value !== 'string') return refusal(RULE, value);
	if (value.includes('[object Object]')) {
		return {
			problem: 'contains an object inside text: use an expression that gives only the file',
		};
	}
	const given = value.replace(ZERO_WIDTH, '').trim();
	if (isDataUrl(given)) return { value: given };
	if (JOINED.test(given)) {
		return { problem: 'contains more than one URL: give each image its own URL' };
	}
	const url = given.replace(/[ \u00a0]/g, '%20');
	const parsed = /\s/.test(url) ? undefined : webUrlOf(url);
	if (!parsed) return refusal(RULE, value);
	const page = sharePageOf(parsed);
	if (page === undefined) return { value: url };
	return {
		problem: `is a ${page} page that shows the image, not the image itself: use a direct link, or download the file with n8n's ${page} node and choose Binary Data`,
	};
});

/** Without one expression over all of it: the text may have millions of characters. */
function isDataUrl(text: string): boolean {
	const head = DATA_URL.exec(text)?.[0];
	if (head === undefined) return false;
	const padding = /={0,2}$/.exec(text.slice(-2))?.[0].length ?? 0;
	return !/[^A-Za-z0-9+/]/.test(text.slice(head.length, text.length - padding));
}

/** The service whose page for sharing a URL is; its direct links are none. */
function sharePageOf({ hostname, pathname, searchParams }: URL): string | undefined {
	if (/^(?:drive|docs)\.google\.com$/.test(hostname)) {
		return /^\/(?:uc|thumbnail)$/.test(pathname) ? undefined : 'Google Drive';
	}
	if (!/^(?:www\.)?dropbox\.com$/.test(hostname)) return undefined;
	return searchParams.get('raw') === '1' || searchParams.get('dl') === '1' ? undefined : 'Dropbox';
}
