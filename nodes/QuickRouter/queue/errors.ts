import type { Verdict } from '../relay/verdict';
import type { Clock, StopReason } from '../pace/clock';
import { RequestError, type AboutRequest, type ErrorKind } from './requestError';

/** The key, or the account, is not accepted. A request that is queued already may go on all the same. */
export function deniedError(
	{ statusCode, failure }: Extract<Verdict, { kind: 'denied' }>,
	about: AboutRequest,
): RequestError {
	const isQueued = about.requestId !== undefined;
	const kind = isQueued ? 'unfinished' : 'denied';
	const cost = isQueued ? '' : ' Nothing was charged for this item.';
	const said = failure.details[0].message;
	const [message, advice] =
		statusCode === 401
			? [
					`QuickRouter does not accept the API key: ${said}`,
					'Check the API Key in the credential, and that it belongs to the Base URL there.',
				]
			: [
					`QuickRouter refused access: ${said}`,
					'The balance may be used up, or the user, group or IP address may be blocked. Look into your QuickRouter account.',
				];
	return new RequestError(kind, message, `${advice}${cost}`, { ...about, statusCode });
}

/** The request ended without a picture: it is at fault itself, or fal is; or the relay says no more. */
export function failedError(
	verdict: Extract<Verdict, { kind: 'failed' }>,
	about: AboutRequest & { isFetched?: boolean },
): RequestError {
	const { failure, statusCode } = verdict;
	const kind = kindOfFailure(verdict, about);
	const isRefused = kind === 'refused' || failure.type === OUTSIDE_CAUSE;
	const message =
		kind === 'unknown'
			? 'QuickRouter answered with an error'
			: isRefused
				? 'The model did not accept the request'
				: 'The request failed';
	const known = { ...about, statusCode, details: failure.details, type: failure.type };
	return new RequestError(kind, message, adviceAfter(kind, isRefused, about.isFetched), known);
}

function adviceAfter(kind: ErrorKind, isRefused: boolean, isFetched = false): string {
	if (kind === 'unknown') {
		return isFetched
			? 'It may still finish, or have been charged. Get its result again later.'
			: 'It may still finish, or have been charged. A retry asks for it again, and submits it again only with the option Resubmit If Unclear.';
	}
	if (isFetched) {
		return 'The request is over, and fetching it again will not help: submit it again, with the node that made it.';
	}
	return isRefused
		? 'Change what is named in the message, and run the item again.'
		: 'Run the item again. If it fails every time, change the prompt or the fields, or try another model.';
}

/** A refusal (see relay/failure.ts) that may pass though the request stays as it is: its file may come. */
const OUTSIDE_CAUSE = 'file_download_error';

function kindOfFailure(
	{ failure, statusCode, isProven }: Extract<Verdict, { kind: 'failed' }>,
	{ requestId }: AboutRequest,
): ErrorKind {
	const isRefused = statusCode === 422 || failure.details.some(({ field }) => field !== undefined);
	if (isRefused) return failure.type === OUTSIDE_CAUSE ? 'failed' : 'refused';
	// Before there is an id, a refusal is proof that nothing was queued
	return isProven || requestId === undefined ? 'failed' : 'unknown';
}

/** The relay sends us elsewhere. */
export function redirectedError(
	{ statusCode }: Extract<Verdict, { kind: 'redirected' }>,
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
	const message =
		reason.by === 'person' ? 'The execution was canceled' : 'Given up because of another item';
	return new RequestError(kind, message, fate, about);
}
