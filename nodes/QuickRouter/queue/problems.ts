import type { Failure } from './failure';
import { RequestError, type AboutRequest } from './requestError';

/** Errors that submitting and waiting share. */

export function deniedError(
	{ statusCode, failure }: { statusCode: number; failure: Failure },
	about: AboutRequest,
): RequestError {
	const said = failure.details[0].message;
	return statusCode === 401
		? new RequestError(
				`QuickRouter does not accept the API key: ${said}`,
				'Check the API Key in the credential, and that it belongs to the Base URL there.',
				{ ...about, statusCode },
			)
		: new RequestError(
				`QuickRouter refused access: ${said}`,
				'The balance may be used up, or the user, group or IP address may be blocked. Look into your QuickRouter account.',
				{ ...about, statusCode },
			);
}

export function failedError(
	{ failure, statusCode }: { failure: Failure; statusCode: number },
	about: AboutRequest,
): RequestError {
	const isInvalid = statusCode === 422 || failure.details.some(({ field }) => field !== undefined);
	return new RequestError(
		isInvalid ? 'The model did not accept the request' : 'The request failed',
		isInvalid
			? 'Change what is named in the message, and run the item again.'
			: 'Run the item again. If it fails every time, change the prompt or the fields, or try another model.',
		{ ...about, statusCode, details: failure.details, type: failure.type },
	);
}

export function redirectedError(
	{ statusCode }: { statusCode: number },
	about: AboutRequest,
): RequestError {
	return new RequestError(
		`QuickRouter answered with a redirect (HTTP ${statusCode}), which was not followed, because the API key must not go elsewhere`,
		'Check the Base URL in the credential: https, and the host that QuickRouter gave you.',
		{ ...about, statusCode },
	);
}

/** n8n marks an execution as canceled by this word. */
export function canceledError(about: AboutRequest): RequestError {
	return new RequestError(
		'The execution was canceled',
		about.requestId === undefined
			? 'Nothing was submitted for this item.'
			: 'The request was submitted, and may finish and be charged all the same.',
		about,
	);
}
