import { z } from 'zod/v4';

/**
 * What fal's models take, by fal's own schemas. Written apart from the node's fields on purpose:
 * the emulator must be able to refuse what the node should not have sent. Like fal, it ignores
 * what it does not know.
 */

const IMAGE_SIZES = [
	'square_hd',
	'square',
	'portrait_4_3',
	'portrait_16_9',
	'landscape_4_3',
	'landscape_16_9',
] as const;
const RATIOS = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'] as const;

const side = z.int().min(1).max(14142);
const size = z.union([z.enum(IMAGE_SIZES), z.object({ width: side, height: side })]);

/** What every model has; a model that is not listed is held to this alone. */
const common = {
	prompt: z.string().min(1),
	num_images: z.int().min(1).max(4).default(1),
	seed: z.int().optional(),
	sync_mode: z.boolean().optional(),
	output_format: z.enum(['jpeg', 'png']).default('jpeg'),
	enable_safety_checker: z.boolean().default(true),
	image_size: size.optional(),
	aspect_ratio: z.enum(RATIOS).optional(),
	image_url: z.string().optional(),
};

const flux1Dev = {
	...common,
	image_size: size.default('landscape_4_3'),
	num_inference_steps: z.int().min(1).max(50).default(28),
	guidance_scale: z.number().min(1).max(20).default(3.5),
	acceleration: z.enum(['none', 'regular', 'high']).default('regular'),
};

const fluxLora = {
	...common,
	image_size: size.default('landscape_4_3'),
	num_inference_steps: z.int().min(1).max(50).default(28),
	guidance_scale: z.number().min(0).max(35).default(3.5),
	acceleration: z.enum(['none', 'regular']).default('none'),
	loras: z
		.array(z.object({ path: z.string().min(1), scale: z.number().min(0).max(4).default(1) }))
		.default([]),
};

const kontextTextToImage = {
	...common,
	guidance_scale: z.number().min(1).max(20).default(3.5),
	safety_tolerance: z.enum(['1', '2', '3', '4', '5', '6']).default('2'),
	aspect_ratio: z.enum(RATIOS).default('1:1'),
	enhance_prompt: z.boolean().default(false),
};

const models: Record<string, z.ZodObject> = {
	'fal-ai/flux-1/dev': z.looseObject(flux1Dev),
	'fal-ai/flux-lora': z.looseObject(fluxLora),
	'fal-ai/flux-lora/image-to-image': z.looseObject({
		...fluxLora,
		image_size: size.optional(),
		image_url: z.string().min(1),
		strength: z.number().min(0.01).max(1).default(0.85),
	}),
	'fal-ai/flux-pro/kontext': z.looseObject({
		...kontextTextToImage,
		aspect_ratio: z.enum(RATIOS).optional(),
		image_url: z.string().min(1),
	}),
	'fal-ai/flux-pro/kontext/text-to-image': z.looseObject(kontextTextToImage),
};

export const modelNames = Object.keys(models);

/** A request body as a model reads it. */
export type Order = z.output<z.ZodObject<typeof common>> & { strength?: number };

/** An entry of fal's 422 `detail`. */
export interface Detail {
	loc: (string | number)[];
	msg: string;
	type: string;
	url: string;
	ctx?: Record<string, unknown>;
	input?: unknown;
}

/** Reads a body as the model of `endpoint` does: an order, or what fal would say is wrong. */
export function readOrder(
	endpoint: string,
	body: unknown,
): { order: Order } | { detail: Detail[] } {
	const model = models[endpoint] ?? z.looseObject(common);
	const read = model.safeParse(body, { reportInput: true });
	return read.success ? { order: read.data as Order } : { detail: read.error.issues.map(detailOf) };
}

/** An entry as fal writes it, for a fault that is found while a model runs. */
export function detail(field: string, type: string, msg: string, input?: unknown): Detail {
	return { loc: ['body', field], msg, type, url: `https://docs.fal.ai/errors/#${type}`, input };
}

function detailOf(issue: z.core.$ZodIssue): Detail {
	const told = inFalsWords(issue);
	return {
		loc: ['body', ...(issue.path as (string | number)[])],
		msg: told.msg,
		type: told.type,
		url: `https://docs.fal.ai/errors/#${told.type}`,
		ctx: told.ctx,
		input: issue.input,
	};
}

function inFalsWords(issue: z.core.$ZodIssue): Pick<Detail, 'msg' | 'type' | 'ctx'> {
	if (issue.input === undefined) return { msg: 'Field required', type: 'missing' };
	switch (issue.code) {
		case 'too_small':
			if (issue.origin === 'string') {
				const msg = 'String should have at least 1 character';
				return { msg, type: 'string_too_short', ctx: { min_length: issue.minimum } };
			}
			return {
				msg: `Input should be greater than or equal to ${issue.minimum}`,
				type: 'greater_than_equal',
				ctx: { ge: issue.minimum },
			};
		case 'too_big':
			return {
				msg: `Input should be less than or equal to ${issue.maximum}`,
				type: 'less_than_equal',
				ctx: { le: issue.maximum },
			};
		case 'invalid_value':
			return {
				msg: `Input should be one of ${issue.values.map(String).join(', ')}`,
				type: 'one_of',
				ctx: { expected: issue.values },
			};
		default:
			return { msg: issue.message, type: 'value_error' };
	}
}
