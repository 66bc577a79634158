import type { Clock, StopReason } from './clock';
import type { Failure } from './failure';
import { RequestError, type AboutRequest } from './requestError';

/** The key, or the account, is not accepted. */
export function deniedError(
	{ statusCode, failure }: { statusCode: number; failure: Failure },
	about: AboutRequest,
): RequestError {
	const said = failure.details[0].message;
	return statusCode === 401
		? new RequestError(
				'denied',
				`QuickRouter does not accept the API key: ${said}`,
				'Check the API Key in the credential, and that it belongs to the Base URL there.',
				{ ...about, statusCode },
			)
		: new RequestError(
				'denied',
				`QuickRouter refused access: ${said}`,
				'The balance may be used up, or the user, group or IP address may be blocked. Look into your QuickRouter account.',
				{ ...about, statusCode },
			);
}

/** The request ended without a picture: it is at fault itself, or fal is. */
export function failedError(
	{ failure, statusCode, isProven }: { failure: Failure; statusCode: number; isProven: boolean },
	about: AboutRequest,
): RequestError {
	// Before there is an id, a refusal is proof that nothing was queued
	const isOver = isProven || about.requestId === undefined;
	const isRefused = statusCode === 422 || failure.details.some(({ field }) => field !== undefined);
	return new RequestError(
		isRefused ? 'refused' : isOver ? 'failed' : 'unknown',
		isRefused ? 'The model did not accept the request' : 'The request failed',
		isRefused
			? 'Change what is named in the message, and run the item again.'
			: 'Run the item again. If it fails every time, change the prompt or the fields, or try another model.',
		{ ...about, statusCode, details: failure.details, type: failure.type },
	);
}

/** The relay sends us elsewhere. */
export function redirectedError(
	{ statusCode }: { statusCode: number },
	about: AboutRequest,
): RequestError {
	// "Found" and "see other" may point at what a submit has made; the others ask to send it again
	const kind = [302, 303].includes(statusCode) ? 'unclear' : 'notQueued';
	return new RequestError(
		about.requestId === undefined ? kind : 'unfinished',
		`QuickRouter answered with a redirect (HTTP ${statusCode}), which was not followed, because the API key must not go elsewhere`,
		'Check the Base URL in the credential: https, and the host that QuickRouter gave you.',
		{ ...about, statusCode },
	);
}

/** @throws {RequestError} where the run is stopped, and the request with it */
export function throwIfStopped({ stopped }: Clock, about: AboutRequest): void {
	if (stopped) throw stoppedError(stopped, about);
}

/** A request that was given up because the run was. n8n marks an execution by the word "canceled". */
function stoppedError(reason: StopReason, about: AboutRequest): RequestError {
	const kind = about.requestId === undefined ? 'notQueued' : 'unfinished';
	const fate =
		about.requestId === undefined
			? 'Nothing was submitted for this item.'
			: 'It was submitted, and may finish and be charged all the same.';
	return reason.by === 'person'
		? new RequestError(kind, 'The execution was canceled', fate, about)
		: new RequestError(
				kind,
				`Given up because of another item: ${reason.error.message}`,
				fate,
				about,
			);
}
