import { isUnsafe, type Job, type Outcome } from './job';
import { modelOf } from './models';

/** What the relay answers of a job that has made something. */
export function resultOf(
	job: Job,
	outcome: Exclude<Outcome, { detail: unknown }>,
	filesUrl: string,
): object {
	const { order } = outcome;
	const { makes, tells } = modelOf(job.endpoint);
	const told = {
		...(tells.includes('seed') && { seed: order.seed }),
		...(tells.includes('prompt') && { prompt: order.prompt }),
		...(tells.includes('description') && { description: '' }),
	};
	const urlOf = (name: string) => `${filesUrl}/files/${job.requestId}/${name}`;
	if ('video' in outcome) {
		const name = 'output.mp4';
		const size = outcome.video.length;
		const video = { url: urlOf(name), content_type: 'video/mp4', file_name: name, file_size: size };
		return { ...told, video };
	}
	const images = outcome.drawings.map(({ width, height, format }, index) => ({
		url: urlOf(`${index}.${format === 'jpeg' ? 'jpg' : format}`),
		width,
		height,
		content_type: `image/${format}`,
	}));
	if (makes === 'image') return { ...told, image: images[0] };
	const seconds = ((job.completedAtMs ?? 0) - (job.startedAtMs ?? 0)) / 1000;
	const isOfFlux = tells.includes('prompt');
	return {
		...told,
		images,
		...(isOfFlux && {
			request: {},
			timings: { inference: seconds },
			has_nsfw_concepts: images.map(() => isUnsafe(order)),
		}),
	};
}
