import type { IDataObject } from 'n8n-workflow';

import { COUNTS, LIMITS } from './askedBy';

/** By what names fal's models take what decides how long a request runs. */
const DECISIVE = [
	...COUNTS,
	...LIMITS,
	...['image_size', 'width', 'height', 'resolution', 'aspect_ratio'],
	...['num_inference_steps', 'steps', 'acceleration'],
	...['duration', 'num_frames', 'generate_audio'],
];
/** A choice or a number; nothing that somebody has written. */
const SHORT = /^[\w.:-]{1,20}$/;
const LONGEST_ENDPOINT = 200;

/** What requests that take alike have in common: the endpoint, and the parameters that decide the time. */
export function kindOf(endpoint: string, body: IDataObject): string {
	const named = DECISIVE.filter((name) => Object.hasOwn(body, name));
	const parameters = named.map((name) => `${name}=${shortOf(body[name])}`);
	return [endpoint.slice(0, LONGEST_ENDPOINT), ...parameters].join(' ');
}

function shortOf(value: unknown): string {
	if (typeof value === 'object' && value !== null && 'width' in value && 'height' in value) {
		return `${shortOf(value.width)}x${shortOf(value.height)}`;
	}
	const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
	const text = isPlain ? String(value) : '';
	return SHORT.test(text) ? text : '?';
}
