import { labelOf } from '../form/field';
import type { Form } from '../form/form';
import { imageOptions } from '../operations/options';
import { endpoint as endpointField } from '../operations/endpointPath';
import { getResult } from '../operations/requestById';
import type { Cause, Facts } from '../queue/causes';
import { isPage, networkWords, redirect, refusal, stateWords, stopped, withSaid } from './phrases';

/** An error in words: what happened, and what to do next. */
export interface Words {
	happened: string;
	advice: string;
}

const LABEL = {
	concurrency: labelOf(imageOptions.additionalFields.concurrency),
	endpoint: labelOf(endpointField),
	getResult: getResult.displayName,
	onTimeout: labelOf(imageOptions.additionalFields.onTimeout),
	output: labelOf(imageOptions.fields.output),
	resubmitUnclear: labelOf(imageOptions.additionalFields.resubmitUnclear),
	timeout: labelOf(imageOptions.additionalFields.timeout),
};

const NOT_CHARGED = 'Nothing was charged for this item.';
const UNCLEAR = `It was not sent again, to avoid paying twice. Check your usage in QuickRouter before you run the item again. A retry sends it again only if the option '${LABEL.resubmitUnclear}' is on.`;
const FETCH_LATER = `It may still finish and be charged. Get its result later with ${LABEL.getResult} and its request ID.`;

/** Says each cause in words. */
const WORDS: Record<Cause, (facts: Facts, form: Form) => Words> = {
	notSent: (facts) => ({
		happened: withSaid('n8n could not send the request', facts),
		advice: 'Nothing was submitted. Check the credential and the workflow settings.',
	}),
	inputLost: (facts) => ({
		happened: withSaid('The input file could not be read', facts),
		advice: 'Nothing was submitted for this item. Check the node before this one and run it again.',
	}),
	stoppedBefore: ({ stoppedBy }) => ({
		happened: stopped(stoppedBy),
		advice: 'Nothing was submitted for this item.',
	}),

	rateLimited: (facts) => ({
		happened: withSaid(
			'QuickRouter did not accept the request within the timeout because of its rate limit',
			facts,
		),
		advice: `${NOT_CHARGED} Lower ${LABEL.concurrency} or increase ${LABEL.timeout}.`,
	}),
	quotaLimited: (facts) => ({
		happened: withSaid('Your QuickRouter quota is used up', facts),
		advice: `${NOT_CHARGED} Check the quota of the API key and your balance in QuickRouter.`,
	}),
	accountLimited: (facts) => ({
		happened: withSaid('QuickRouter limits how often the usage can be read', facts),
		advice: 'It allows 20 calls in 20 minutes from one IP address. Try again later.',
	}),
	accountUnread: (facts) => ({
		happened: withSaid('QuickRouter did not return the account data', facts),
		advice: 'Check the API Key and the Base URL in the credential, or try again later.',
	}),
	noChannel: (facts) => ({
		happened: withSaid('QuickRouter has no provider for this model at the moment', facts),
		advice: `${NOT_CHARGED} Try again later, or check whether your account's group includes the model.`,
	}),
	unreached: (facts) => ({
		happened: `QuickRouter could not be reached: ${networkWords(facts)}`,
		advice: `${NOT_CHARGED} Check the Base URL in the credential and the network, or try again later.`,
	}),
	unauthorized: (facts) => ({
		happened: withSaid('QuickRouter does not accept the API key', facts),
		advice: `${NOT_CHARGED} Check the API Key and the Base URL in the credential.`,
	}),
	balanceUsedUp: (facts) => ({
		happened: withSaid('Your QuickRouter balance or quota is used up', facts),
		advice: `${NOT_CHARGED} Top up your balance, or raise the quota of the API key, and retry.`,
	}),
	tokenUnusable: (facts) => ({
		happened: withSaid('QuickRouter no longer accepts the API key', facts),
		advice: `${NOT_CHARGED} Its quota may be used up, or it may have expired or been disabled. Check the API key in QuickRouter and in the credential.`,
	}),
	accessRefused: (facts) => ({
		happened: withSaid('QuickRouter refused access', facts),
		advice: `${NOT_CHARGED} Your user, group or IP address may be blocked, or your balance used up. Check your QuickRouter account.`,
	}),
	modelNotAllowed: (facts) => ({
		happened: withSaid('QuickRouter does not allow the API key to use this model', facts),
		advice: `${NOT_CHARGED} Allow the model for the API key in QuickRouter, or use another model.`,
	}),

	notAccepted: (facts) => ({
		happened: withSaid('QuickRouter did not accept the request', facts),
		advice: 'Check what the message says, and try again.',
	}),
	endpointUnknown: (facts) => ({
		happened: withSaid(`QuickRouter has no endpoint ${facts.endpoint}`, facts),
		advice: `Check the spelling of ${LABEL.endpoint}, the Base URL in the credential, and whether your account can use this model.`,
	}),
	firewall: ({ statusCode }) => ({
		happened: `A firewall in front of QuickRouter blocked the request (HTTP ${statusCode})`,
		advice:
			'It was not accepted. The IP address of this n8n server may be blocked. Contact QuickRouter, or use another network.',
	}),
	redirected: (facts) => ({
		happened: redirect(facts),
		advice:
			'Check the Base URL in the credential: it should start with https:// and have the host that QuickRouter gave you.',
	}),
	tooLarge: ({ statusCode }) => ({
		happened: `The request is too large for QuickRouter (HTTP ${statusCode})`,
		advice: 'It was not accepted. Use an image URL instead of the file, or a smaller file.',
	}),
	wordFilter: (facts) => ({
		happened: withSaid("QuickRouter's word filter refused the prompt", facts),
		advice: 'It was not accepted. Change the prompt and try again.',
	}),

	refused: (facts, form) => ({
		happened: refusal(facts, form),
		advice: facts.isFetched
			? 'Getting the result again will not help. Change the values in the node that the request came from, and submit it again there.'
			: 'Change the values named in the message, and try again.',
	}),
	failed: (facts) => ({
		happened: withSaid('The request failed', facts),
		advice: facts.isFetched
			? 'Getting the result again will not help. Submit the request again in the node that it came from.'
			: 'Try again. If it keeps failing, change the prompt or the fields, or use another model.',
	}),
	fileNotLoaded: (facts, form) => ({
		happened: refusal(facts, form),
		advice:
			'Open the URL in a private browser window: it must show only the image. Then try again.',
	}),

	earlierUnclear: () => ({
		happened:
			'The request was sent in an earlier try, and QuickRouter gave no clear answer. It may have been accepted and charged',
		advice: UNCLEAR,
	}),
	forgotten: ({ isFetched }) => ({
		happened: 'QuickRouter no longer has this request, or its ID is wrong',
		advice: isFetched
			? 'Results are kept for a limited time. Check the request ID and the credential, or submit the request again in the node that it came from.'
			: `It may have been charged. A retry sends it again only if the option '${LABEL.resubmitUnclear}' is on.`,
	}),
	idTaken: ({ otherItem, sharedId }) => ({
		happened: `QuickRouter gave this request the same ID as item ${otherItem}: ${sharedId}. It may have been accepted and charged`,
		advice: UNCLEAR,
	}),
	noAnswer: (facts) => ({
		happened: `QuickRouter did not answer the request: ${networkWords(facts)}. It may have been accepted and charged`,
		advice: UNCLEAR,
	}),
	otherRequest: ({ otherItem }) => ({
		happened: `QuickRouter answered with the result of item ${otherItem} instead of this one`,
		advice: `The request may have been charged. Get its result later with ${LABEL.getResult} and its request ID.`,
	}),
	redirectedAfterwards: (facts) => ({
		happened: `${redirect(facts)}. It may have been accepted and charged`,
		advice: UNCLEAR,
	}),
	relayError: (facts) => ({
		happened: withSaid('QuickRouter answered with an error', facts),
		advice: facts.isFetched
			? FETCH_LATER
			: `It may still finish and be charged. A retry asks for the result again, and sends the request again only if the option '${LABEL.resubmitUnclear}' is on.`,
	}),
	stoppedWhile: ({ stoppedBy }) => ({
		happened: `${stopped(stoppedBy)} while the request was being sent. It may have been accepted and charged`,
		advice: UNCLEAR,
	}),
	unclearAnswer: (facts) => ({
		happened: `${withSaid('QuickRouter gave no clear answer to the request', facts)}. It may have been accepted and charged`,
		advice: UNCLEAR,
	}),

	noClearPoll: (facts) => ({
		happened: withSaid(
			`QuickRouter gave no clear answer ${facts.polls} times in a row; the last one`,
			facts,
		),
		advice: FETCH_LATER,
	}),
	noFile: () => ({
		happened: 'The request finished without a file',
		advice: `It may have been charged. To see the model's answer, use ${LABEL.getResult} with its request ID and ${LABEL.output} set to Raw.`,
	}),
	notCanceled: (facts) => ({
		happened: withSaid('QuickRouter did not cancel the request', facts),
		advice: 'It may still run and be charged. Get its result, or cancel it again.',
	}),
	pollRefused: (facts) =>
		isPage(facts)
			? {
					happened: `A firewall in front of QuickRouter blocked access to the result (HTTP ${facts.statusCode})`,
					advice: `The IP address of this n8n server may be blocked. ${FETCH_LATER}`,
				}
			: {
					happened: withSaid('QuickRouter refused to give the result', facts),
					advice: `Check the API Key in the credential. ${FETCH_LATER}`,
				},
	pollRedirected: (facts) => ({
		happened: redirect(facts),
		advice: `Check the Base URL in the credential: it should start with https:// and have the host that QuickRouter gave you. ${FETCH_LATER}`,
	}),
	stopped: ({ stoppedBy }) => ({
		happened: stopped(stoppedBy),
		advice: 'The request was submitted, and may still finish and be charged.',
	}),
	timedOut: (facts) => ({
		happened: `The request did not finish within ${(facts.timeoutMs ?? 0) / 1000} s; ${stateWords(facts)}`,
		advice: facts.isCanceled
			? `QuickRouter was asked to cancel it. If it still finishes, a retry gets the result. To avoid this, increase ${LABEL.timeout}, or set ${LABEL.onTimeout} to Return Request.`
			: `It may still finish. Get its result later, or increase ${LABEL.timeout}.`,
	}),

	notDownloaded: (facts) => ({
		happened: `The request finished, but ${facts.message ?? ''}`,
		advice:
			'The files are paid for. Their URLs are in the output, or in the details of this error. A retry downloads the files again without generating them again.',
	}),
	stoppedFinished: ({ stoppedBy }) => ({
		happened: stopped(stoppedBy),
		advice: 'The request is finished and paid for. A retry gets its files.',
	}),
};

/** Says an error in words. `form` has the labels of the fields that fal names. */
export function inWords(cause: Cause, facts: Facts, form: Form): Words {
	return WORDS[cause](facts, form);
}
