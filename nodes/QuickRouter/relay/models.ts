import { z } from 'zod/v4';

/** So many models are listed at most. */
const MOST_MODELS = 1_000;

const list = z.looseObject({ data: z.array(z.unknown()) });
const model = z.looseObject({ id: z.string() });

/** The ids in an answer of `GET /v1/models`, as OpenAI's API has it; none where it is none. */
export function readModels(answer: unknown): string[] {
	const read = list.safeParse(answer);
	if (!read.success) return [];
	return read.data.data.slice(0, MOST_MODELS).flatMap((one) => {
		const { data } = model.safeParse(one);
		return data ? [data.id] : [];
	});
}
