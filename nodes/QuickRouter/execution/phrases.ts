import { labelOf } from '../form/field';
import type { Form } from '../form/form';
import { isQueued } from '../pace/schedules';
import type { Facts } from '../queue/causes';
import type { Detail } from '../relay/said';
import { quoted, shortened } from '../shared/shortened';

const LONGEST_INPUT_SHOWN = 60;
const LONGEST_MESSAGE_SHOWN = 500;

/** n8n marks an execution as stopped by the word "canceled". */
export function stopped(by: Facts['stoppedBy']): string {
	return by === 'failure' ? 'Stopped because another item failed' : 'The execution was canceled';
}

/** What happened, with the words of QuickRouter or fal, or what else is known. */
export function withSaid(happened: string, facts: Facts): string {
	const { message, details, statusCode } = facts;
	const hasWords = message !== undefined || details !== undefined;
	const isTold = statusCode !== undefined && (!hasWords || statusCode >= 500);
	const code = isTold ? ` (HTTP ${statusCode})` : '';
	const said = saidIn(facts);
	return said === undefined ? `${happened}${code}` : `${happened}: ${said}${code}`;
}

function saidIn({
	message,
	details,
	codes = [],
	excerpt,
	networkCode,
	largerThanMb,
}: Facts): string | undefined {
	const fromFal = details?.map(({ message: one, type }) => one ?? type ?? '').join('; ');
	const said = [message, fromFal, ...codes].find((words) => words !== undefined && words !== '');
	if (said !== undefined) return shortened(said, LONGEST_MESSAGE_SHOWN);
	if (networkCode !== undefined) return networkWords({ networkCode });
	if (largerThanMb !== undefined) return `it is larger than ${largerThanMb} MB`;
	if (excerpt === undefined) return undefined;
	return isPage({ excerpt }) ? 'a web page instead of JSON' : 'an answer in an unknown format';
}

export function isPage({ excerpt = '' }: Facts): boolean {
	return /^\s*</.test(excerpt);
}

/** Certificates that do not hold, by Node's codes. */
const CERTIFICATE = /CERT|ISSUER|LEAF_SIGNATURE/;
const TLS = /^(?:EPROTO|ERR_TLS_|ERR_SSL_)/;
const NETWORK = new Map([
	['EAI_AGAIN', 'the host could not be looked up'],
	['ECONNABORTED', 'no answer in time'],
	['ECONNREFUSED', 'the connection was refused'],
	['ECONNRESET', 'the connection was closed'],
	['ENOTFOUND', 'the host was not found'],
	['ETIMEDOUT', 'no answer in time'],
]);

/** A network error without its code: n8n replaces a message that has one by its own words. */
export function networkWords({ networkCode, statusCode }: Facts): string {
	if (networkCode === undefined) return `its server did not answer (HTTP ${statusCode})`;
	const known = NETWORK.get(networkCode);
	if (known !== undefined) return known;
	if (CERTIFICATE.test(networkCode)) return 'its server has an invalid certificate';
	return TLS.test(networkCode)
		? 'a secure connection could not be made; the Base URL may need http instead of https, or another port'
		: 'the connection failed';
}

export function stateWords(facts: Facts): string {
	const { status, message } = facts;
	if (status !== undefined) {
		if (message !== undefined) {
			return `its status is ${status}: ${shortened(message, LONGEST_MESSAGE_SHOWN)}`;
		}
		return `${isQueued({ status }) ? 'it is still waiting in the queue' : 'it is still running'} (${status})`;
	}
	const said = saidIn(facts);
	return said === undefined ? 'its status is unknown' : `the last answer was: ${said}`;
}

export function redirect({ statusCode }: Facts): string {
	return `QuickRouter answered with a redirect (HTTP ${statusCode}), which was not followed because the API key must not go to another host`;
}

/** fal's error types in words. What is not here is told in fal's own. */
const TYPES = new Map([
	['missing', 'it is missing'],
	['file_too_large', 'the file is too large'],
	['image_too_small', 'the image is too small'],
	['image_too_large', 'the image is too large'],
	['unsupported_image_format', 'the image format is not supported'],
]);

/** Entry by entry, with fal's names of fields turned into the editor's. */
export function refusal(facts: Facts, form: Form): string {
	const { details = [] } = facts;
	const [first] = details;
	if (first?.type === 'content_policy_violation') {
		return 'The content filter refused the prompt or the image';
	}
	if (first?.type === 'file_download_error') {
		return `The image could not be downloaded${inputWords(first, ' from ')}: its URL must be public`;
	}
	if (first?.type === 'image_load_error') {
		return 'The image could not be read: it must be a complete JPEG, PNG, WebP, GIF or AVIF file, and its URL must show only the image in a private browser window';
	}
	if (!first) return withSaid('The model did not accept the request', facts);
	const entries = details.map((detail) => {
		const told = TYPES.get(detail.type ?? '') ?? detail.message ?? detail.type ?? '';
		const entry = `${shortened(told, LONGEST_MESSAGE_SHOWN)}${inputWords(detail, ', but got ')}`;
		return detail.field === undefined ? entry : `'${placeOf(detail.field, form)}': ${entry}`;
	});
	return `The model did not accept the request: ${entries.join('; ')}`;
}

function inputWords({ input }: Detail, before: string): string {
	if (input === undefined) return '';
	const shown = typeof input === 'number' ? String(input) : quoted(input, LONGEST_INPUT_SHOWN);
	return `${before}${shown}`;
}

/** A field's place by its labels in the editor, as in "LoRAs › 1 › Path": fal counts from 0. */
function placeOf(place: string, form: Form): string {
	const [name = place, ...inside] = place.split('.');
	const fields = { ...form.fields, ...form.additionalFields };
	const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (!field) return [name, ...inside].join(' › ');
	const parts = field.entry?.parts ?? {};
	const shown = inside.map((part) => {
		if (field.entry && /^\d+$/.test(part)) return String(Number(part) + 1);
		const known = Object.hasOwn(parts, part) ? parts[part] : undefined;
		return known ? labelOf(known) : part;
	});
	return [labelOf(field), ...shown].join(' › ');
}
