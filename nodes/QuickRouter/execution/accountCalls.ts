import type { IDataObject } from 'n8n-workflow';

import type { AccountTask } from '../operations/operation';
import { pricesJson, usageJson } from '../output/accountItems';
import { RequestError } from '../queue/causes';
import { askAccount, type AccountAnswer, type AccountCall } from '../relay/account';
import { readAnswer } from '../relay/answer';
import type { Reply, Send } from '../relay/relay';

const TIMEOUT_MS = 30_000;

/** The calls about the account of a run: one of each, however many items ask for it. */
export class AccountCalls {
	private readonly asked = new Map<AccountCall, Promise<AccountAnswer>>();

	constructor(private readonly send: Send) {}

	/**
	 * The JSON of the output items.
	 *
	 * @throws {RequestError} where QuickRouter does not answer as it should
	 */
	async itemsFor(task: AccountTask): Promise<IDataObject[]> {
		const answer = await this.ask(task.verb);
		if ('failed' in answer) throw errorOf(answer.failed);
		if ('usage' in answer) return [usageJson(answer.usage)];
		return pricesJson(answer.prices, task.verb === 'prices' ? task.search : undefined);
	}

	private async ask(call: AccountCall): Promise<AccountAnswer> {
		const asked = this.asked.get(call) ?? askAccount(this.send, call, TIMEOUT_MS);
		this.asked.set(call, asked);
		return await asked;
	}
}

/** What an answer that brings nothing about the account says: as to any call that is free. */
function errorOf(reply: Reply): RequestError {
	const answer = readAnswer(reply, 'poll');
	if (answer.kind !== 'failed') return new RequestError('accountUnread', {});
	const { cause, told } = answer;
	if (cause === 'rateLimited') return new RequestError('accountLimited', told);
	if (cause === 'pollRefused') return new RequestError('unauthorized', told);
	return new RequestError(cause === 'notSent' ? cause : 'accountUnread', told);
}
