import { loadInputImage, type InputImage } from './inputImage';
import { detail, readOrder, type Detail, type Order } from './models';
import type { Drawing } from './picture';

type JobState = 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED';

/** A request in the emulator's queue. */
export interface Job {
	requestId: string;
	endpoint: string;
	body: unknown;
	/** What decides the picture where the request names no seed. */
	seed: number;
	state: JobState;
	submittedAtMs: number;
	startedAtMs?: number;
	completedAtMs?: number;
	cancelled: boolean;
	outcome?: Outcome;
}

/** What a job came to: pictures to draw, or fal's words for why there are none. */
export type Outcome = { drawings: Drawing[]; order: Order } | { detail: Detail[] };

const PRESETS: Record<string, [number, number]> = {
	square_hd: [1024, 1024],
	square: [512, 512],
	portrait_4_3: [768, 1024],
	portrait_16_9: [576, 1024],
	landscape_4_3: [1024, 768],
	landscape_16_9: [1024, 576],
};

/** Does a job's work, short of drawing: that waits until somebody looks at a picture. */
export async function work(job: Job): Promise<Outcome> {
	const read = readOrder(job.endpoint, job.body);
	if ('detail' in read) return read;
	const { order } = read;
	if (job.endpoint.includes('kontext') && isUnsafe(order)) {
		const msg = 'The content could not be processed because it was flagged by a content checker.';
		return { detail: [detail('prompt', 'content_policy_violation', msg)] };
	}
	const input = order.image_url === undefined ? undefined : await loadInputImage(order.image_url);
	if (input && 'detail' in input) return input;

	const [width, height] = sizeOf(order, input);
	const seed = order.seed ?? job.seed;
	const drawings = Array.from({ length: order.num_images }, (_, index) => ({
		endpoint: job.endpoint,
		prompt: order.prompt,
		seed: seed + index,
		width,
		height,
		format: order.output_format,
		input: input?.bytes,
		strength: 0.6 * (order.strength ?? 0.5),
	}));
	return { drawings, order: { ...order, seed } };
}

/** The word "nsfw" in a prompt stands for all that a safety checker may find. */
export function isUnsafe(order: Order): boolean {
	return order.enable_safety_checker && /\bnsfw\b/i.test(order.prompt);
}

function sizeOf(
	{ image_size: size, aspect_ratio: ratio }: Order,
	input?: InputImage,
): [number, number] {
	if (typeof size === 'object') return [size.width, size.height];
	if (size !== undefined) return PRESETS[size] ?? [1024, 1024];
	if (ratio !== undefined) return sizeOfRatio(ratio);
	return input ? [input.width, input.height] : [1024, 1024];
}

/** About a megapixel, in steps of 16 pixels. */
function sizeOfRatio(ratio: string): [number, number] {
	const [across = 1, down = 1] = ratio.split(':').map(Number);
	const unit = Math.sqrt((1024 * 1024) / (across * down));
	const inSteps = (pixels: number) => Math.round(pixels / 16) * 16;
	return [inSteps(across * unit), inSteps(down * unit)];
}
