import type { Failure } from '../relay/failure';
import type { Verdict } from '../relay/verdict';
import type { Clock, StopReason } from './clock';
import { RequestError, type AboutRequest, type ErrorKind } from './requestError';

/** The key, or the account, is not accepted. A request that is queued already may go on all the same. */
export function deniedError(
	{ statusCode, failure }: { statusCode: number; failure: Failure },
	about: AboutRequest,
): RequestError {
	const isQueued = about.requestId !== undefined;
	const kind = isQueued ? 'unfinished' : 'denied';
	const cost = isQueued ? '' : ' Nothing was charged for this item.';
	const said = failure.details[0].message;
	return statusCode === 401
		? new RequestError(
				kind,
				`QuickRouter does not accept the API key: ${said}`,
				`Check the API Key in the credential, and that it belongs to the Base URL there.${cost}`,
				{ ...about, statusCode },
			)
		: new RequestError(
				kind,
				`QuickRouter refused access: ${said}`,
				`The balance may be used up, or the user, group or IP address may be blocked. Look into your QuickRouter account.${cost}`,
				{ ...about, statusCode },
			);
}

/** The request ended without a picture: it is at fault itself, or fal is. */
export function failedError(
	verdict: Extract<Verdict, { kind: 'failed' }>,
	about: AboutRequest & { isFetched?: boolean },
): RequestError {
	const { failure, statusCode } = verdict;
	const kind = kindOfFailure(verdict, about);
	const isRefused = kind === 'refused' || OUTSIDE_CAUSES.has(failure.type ?? '');
	return new RequestError(
		kind,
		isRefused ? 'The model did not accept the request' : 'The request failed',
		about.isFetched
			? 'The request is over, and fetching it again will not help: submit it again, with the node that made it.'
			: isRefused
				? 'Change what is named in the message, and run the item again.'
				: 'Run the item again. If it fails every time, change the prompt or the fields, or try another model.',
		{ ...about, statusCode, details: failure.details, type: failure.type },
	);
}

/** Refusals of fal (see failure.ts) that may pass though the request stays as it is: its file may come. */
const OUTSIDE_CAUSES = new Set(['file_download_error', 'image_load_error']);

function kindOfFailure(
	{ failure, statusCode, isProven }: Extract<Verdict, { kind: 'failed' }>,
	{ requestId }: AboutRequest,
): ErrorKind {
	const isRefused = statusCode === 422 || failure.details.some(({ field }) => field !== undefined);
	if (isRefused) return OUTSIDE_CAUSES.has(failure.type ?? '') ? 'failed' : 'refused';
	// Before there is an id, a refusal is proof that nothing was queued
	return isProven || requestId === undefined ? 'failed' : 'unknown';
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
	const fate = about.files
		? 'It is finished and paid for; a retry fetches it.'
		: about.requestId === undefined
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
