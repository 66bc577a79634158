/** What is pasted along with a key: blanks and line breaks, zero-width characters, a byte order mark. */
const PASTED = /[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+/g;
const HIDDEN = '***';
/** Shorter spellings are no secret, and stand in other words. */
const SHORTEST_HIDDEN = 6;

/** A key as it is sent: without what is pasted along with it, such as "Bearer". */
export function cleanKey(apiKey: unknown): string {
	const text = typeof apiKey === 'string' ? apiKey : '';
	return text.replace(/^[\s\ufeff\u200b]*bearer\s+/i, '').replace(PASTED, '');
}

/** Makes a function that hides a key in a text: as it is, in JSON's and URLs' escapes, in base64. */
export function hiderOf(key: string): (text: string) => string {
	if (key === '') return (text) => text;
	const escaped = Array.from(
		key,
		(sign) => `(?:${literal(sign)}|\\\\u${hexOf(sign, 4)}|%${hexOf(sign, 2)}|\\\\${literal(sign)})`,
	);
	const pattern = new RegExp([escaped.join(''), ...base64Of(key)].join('|'), 'gi');
	return (text) => text.replace(pattern, HIDDEN);
}

function hexOf(sign: string, digits: number): string {
	return sign.charCodeAt(0).toString(16).padStart(digits, '0');
}

function literal(sign: string): string {
	return sign.replace(/[^A-Za-z0-9]/g, '\\$&');
}

/** What every base64 text has in it that holds the key, wherever in it the key begins. */
function base64Of(key: string): string[] {
	const spellings = [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
		const whole = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), whole);
	});
	return spellings
		.filter((text) => text.length >= SHORTEST_HIDDEN)
		.map((text) => text.replaceAll('+', '[+-]').replaceAll('/', '[/_]'));
}
