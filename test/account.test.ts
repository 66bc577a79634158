import type { INodeParameters } from 'n8n-workflow';

import { relayError } from '../emulator/relay';
import type { Misbehaviour } from '../emulator/faults';
import { runNodes, useEmulator } from './harness/node';
import { items } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

const account = (operation: 'getUsage' | 'getPrices', more: INodeParameters = {}) =>
	quickRouter('Node', { resource: 'account', operation, ...more });

const answering = (body: object, status = 200): Misbehaviour => ({ status, body });

describe('the usage of the key', () => {
	const usageOf = async (data: object) => {
		emulator().misbehave({ on: 'usage', does: answering({ code: true, message: 'ok', data }) });
		return (await runNodes(emulator(), account('getUsage'))).json;
	};
	const unknown = {
		name: null,
		totalGranted: null,
		totalUsed: null,
		totalAvailable: null,
		unlimitedQuota: null,
		modelLimitsEnabled: null,
		modelLimits: [],
		expiresAt: null,
	};

	test('is asked for with the key, and charged with nothing', async () => {
		const { json, items: out } = await runNodes(emulator(), account('getUsage'));
		expect(json).toEqual([
			{
				...unknown,
				name: 'emulator',
				totalGranted: 5_000_000,
				totalUsed: 1_250_000,
				totalAvailable: 3_750_000,
				unlimitedQuota: false,
				modelLimitsEnabled: false,
			},
		]);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(emulator().calls.all).toMatchObject([
			{
				method: 'GET',
				path: '/api/usage/token/',
				authorization: `Bearer ${emulator().key}`,
				body: undefined,
			},
		]);
	});

	test('is asked for once, however many items there are', async () => {
		const { json } = await runNodes(emulator(), account('getUsage'), items);
		expect(json).toHaveLength(items.length);
		expect(emulator().calls.all).toHaveLength(1);
	});

	test('tells when the key expires, and which models it is limited to', async () => {
		const limits = { model_limits_enabled: true, model_limits: { 'fal-ai/veo3': true } };
		expect(await usageOf({ total_available: -5, expires_at: 1_798_761_600, ...limits })).toEqual([
			{
				...unknown,
				totalAvailable: -5,
				modelLimitsEnabled: true,
				modelLimits: ['fal-ai/veo3'],
				expiresAt: '2027-01-01T00:00:00.000Z',
			},
		]);
	});

	test('has no amounts but what was used for a key without a limit', async () => {
		const amounts = { total_granted: 500, total_used: 700, total_available: -200 };
		expect(await usageOf({ ...amounts, unlimited_quota: true, expires_at: 0 })).toEqual([
			{ ...unknown, totalUsed: 700, unlimitedQuota: true },
		]);
	});
});

describe('the prices', () => {
	const pricesOf = async (answer: object, more?: INodeParameters) => {
		emulator().misbehave({ on: 'prices', does: answering({ success: true, ...answer }) });
		return (await runNodes(emulator(), account('getPrices', more))).json;
	};
	const group_ratio = { default: 1, vip: 0.8 };

	test('are an item per model, with the price for each group', async () => {
		const search = '  FLUX-LORA/inpaint ';
		const { json } = await runNodes(emulator(), account('getPrices', { search }));
		expect(json).toEqual([
			{
				modelName: 'fal-ai/flux-lora/inpainting',
				pricedBy: 'call',
				modelPrice: 0.025,
				groupPrices: [
					{ group: 'default', price: 0.025 },
					{ group: 'vip', price: 0.02 },
				],
			},
		]);
		expect(emulator().calls.all).toMatchObject([{ method: 'GET', path: '/api/pricing' }]);
	});

	test('are all there where nothing is searched for', async () => {
		const data = ['a', 'b'].map((model_name) => ({ model_name, quota_type: 1, model_price: 0.3 }));
		expect(await pricesOf({ data, group_ratio })).toEqual(
			['a', 'b'].map((modelName) => ({
				modelName,
				pricedBy: 'call',
				modelPrice: 0.3,
				groupPrices: [],
			})),
		);
	});

	test.each<[string, object, object]>([
		[
			'a model that is priced by tokens',
			{ quota_type: 0, model_price: 0, model_ratio: 2, enable_groups: ['vip'] },
			{ pricedBy: 'tokens', modelPrice: null, groupPrices: [{ group: 'vip', price: null }] },
		],
		[
			'a model with a formula of its own',
			{ quota_type: 1, model_price: 3, billing_mode: 'tiered_expr', enable_groups: ['vip'] },
			{ pricedBy: null, modelPrice: null, groupPrices: [{ group: 'vip', price: null }] },
		],
		[
			'a model for all groups',
			{ quota_type: 1, model_price: 2, enable_groups: ['all'] },
			{
				pricedBy: 'call',
				modelPrice: 2,
				groupPrices: [
					{ group: 'default', price: 2 },
					{ group: 'vip', price: 1.6 },
				],
			},
		],
		[
			'a model for a group whose ratio is not told',
			{ quota_type: 1, model_price: 2, enable_groups: ['constructor'] },
			{ pricedBy: 'call', modelPrice: 2, groupPrices: [{ group: 'constructor', price: null }] },
		],
		['nothing but a name', {}, { pricedBy: null, modelPrice: null, groupPrices: [] }],
	])('of %s', async (_what, entry, price) => {
		const data = [{ model_name: 'some/model', ...entry }, { not: 'a model' }];
		expect(await pricesOf({ data, group_ratio })).toEqual([{ modelName: 'some/model', ...price }]);
	});
});

describe('an account call that fails', () => {
	test.each<['getUsage' | 'getPrices', Misbehaviour]>([
		['getUsage', answering({ success: false, message: 'token not found' })],
		['getUsage', answering({ code: true, data: { object: 'something else' } })],
		['getUsage', answering(relayError('Too many requests'), 429)],
		['getUsage', answering(relayError('Invalid token'), 401)],
		['getPrices', { status: 200, body: '<!doctype html><title>QuickRouter</title>' }],
		['getPrices', answering({ success: false, message: 'no', data: [] })],
		['getPrices', 'reset'],
	])('ends %s with an error', async (operation, does) => {
		emulator().misbehave({ on: operation === 'getUsage' ? 'usage' : 'prices', times: 9, does });
		const { error, json } = await runNodes(emulator(), account(operation));
		expect(error?.message).toMatch(/^QuickRouter /);
		expect(error?.description).toMatch(/credential|later/);
		expect(json).toEqual([]);
		expect(emulator().calls.submits).toEqual([]);
	});

	test('for its limit does not count as a limited request', async () => {
		emulator().misbehave({ on: 'usage', does: answering(relayError('Too many requests'), 429) });
		const node = account('getUsage');
		const { json, run } = await runNodes(emulator(), { ...node, onError: 'continueRegularOutput' });
		expect(json).toMatchObject([{ error: expect.anything() as object }]);
		const hints = run.data.resultData.runData.Node?.at(-1)?.hints ?? [];
		expect(hints.map(({ message }) => message)).toEqual([
			'1 of 1 items failed, first: item 0 (counted from 0).',
		]);
		expect(emulator().calls.all).toHaveLength(1);
	});
});
