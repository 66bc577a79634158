import { detail, type Detail } from './detail';
import { loadInputImages } from './inputImage';
import { modelOf, readOrder, type Order } from './models';
import type { Drawing } from './picture';
import { sizeOf } from './size';
import { film } from './video';

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

/** What a job came to: pictures to draw, a video, or fal's words for why there is neither. */
export type Outcome =
	{ drawings: Drawing[]; order: Order } | { video: Buffer; order: Order } | { detail: Detail[] };

/** Does a job's work, short of drawing pictures: that waits until somebody looks at one. */
export async function work(job: Job): Promise<Outcome> {
	const read = readOrder(job.endpoint, job.body);
	if ('detail' in read) return read;
	const { order } = read;
	if (job.endpoint.includes('kontext') && isUnsafe(order)) {
		const msg = 'The content could not be processed because it was flagged by a content checker.';
		return { detail: [detail('prompt', 'content_policy_violation', msg)] };
	}
	const inputs = await loadInputImages(order);
	if ('detail' in inputs) return inputs;

	const seed = order.seed ?? job.seed;
	const [width, height] = sizeOf(order, inputs.images[0]);
	const drawing = (index: number): Drawing => ({
		endpoint: job.endpoint,
		prompt: order.prompt,
		seed: seed + index,
		width,
		height,
		format: order.output_format,
		inputs: inputs.images.flatMap(({ bytes }) => bytes ?? []),
		mask: inputs.mask?.bytes,
		strength: order.mask_url === undefined ? 0.6 * (order.strength ?? 0.5) : 1,
	});
	const made = { ...order, seed };
	if (modelOf(job.endpoint).makes === 'video') {
		const seconds = Number.parseInt(order.duration ?? '5', 10);
		return { video: await film(drawing(0), seconds), order: made };
	}
	const count = order.num_images * (order.max_images ?? 1);
	return { drawings: Array.from({ length: count }, (_, index) => drawing(index)), order: made };
}

/** How many files a job has made. */
export function filesOf({ outcome }: Job): number {
	if (!outcome || 'detail' in outcome) return 0;
	return 'video' in outcome ? 1 : outcome.drawings.length;
}

/** The word "nsfw" in a prompt stands for all that a safety checker may find. */
export function isUnsafe(order: Order): boolean {
	return order.enable_safety_checker && /\bnsfw\b/i.test(order.prompt);
}
