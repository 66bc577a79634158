/**
 * What QuickRouter's documents say of each endpoint, and fal's schemas where they add to it;
 * written down apart from the node's fields, which are held against it.
 */

const TIGER =
	'Extreme close-up of a single tiger eye, direct frontal view. Detailed iris and pupil. Sharp focus on eye texture and color. Natural lighting to capture authentic eye shine and depth. The word "FLUX" is painted over it in big, white brush strokes with visible texture.';
const DOG = 'https://storage.googleapis.com/falserverless/example_inputs/dog.png';

const SIZES = [
	'landscape_16_9',
	'landscape_4_3',
	'portrait_16_9',
	'portrait_4_3',
	'square',
	'square_hd',
];
const RATIOS = ['16:9', '1:1', '21:9', '2:3', '3:2', '3:4', '4:3', '9:16', '9:21'];
const FORMATS = ['jpeg', 'png'];
const SAFETY = ['1', '2', '3', '4', '5'];

export interface EndpointContract {
	path: string;
	/** The document's own example of a body. */
	example: Record<string, unknown>;
	/** What goes out besides the prompt and an input image when nothing else is set. */
	visibleDefaults: Record<string, unknown>;
	/** Lowest and highest value. */
	ranges: Record<string, [number, number]>;
	/** The words that may be sent, sorted. */
	words: Record<string, string[]>;
	/** Other spellings, and what is sent for them; undefined where the field is left out. */
	spellings: [field: string, spelling: string, sent: string | undefined][];
	/** The fields of fal's schema that QuickRouter's document does not name. */
	ofFal: string[];
}

export const contract: Record<string, EndpointContract> = {
	flux1Dev: {
		path: 'fal-ai/flux-1/dev',
		example: {
			prompt: TIGER,
			image_size: 'landscape_4_3',
			num_inference_steps: 28,
			guidance_scale: 3.5,
			num_images: 1,
			enable_safety_checker: true,
			output_format: 'jpeg',
			acceleration: 'regular',
		},
		visibleDefaults: { image_size: 'landscape_4_3', num_images: 1 },
		ranges: { num_images: [1, 4], num_inference_steps: [0, 50], guidance_scale: [1, 20] },
		words: { image_size: SIZES, output_format: FORMATS, acceleration: ['high', 'none', 'regular'] },
		spellings: [
			['output_format', 'JPEG', 'jpeg'],
			['output_format', 'default', undefined],
			['acceleration', 'default', undefined],
			['image_size', '3:4', 'portrait_4_3'],
			['image_size', '4:3', 'landscape_4_3'],
			['image_size', '16:9', 'landscape_16_9'],
			['image_size', '9:16', 'portrait_16_9'],
		],
		ofFal: ['seed'],
	},
	fluxLora: {
		path: 'fal-ai/flux-lora',
		example: {
			prompt: TIGER,
			image_size: 'landscape_4_3',
			num_inference_steps: 28,
			guidance_scale: 3.5,
			num_images: 1,
			enable_safety_checker: true,
			output_format: 'jpeg',
		},
		visibleDefaults: { image_size: 'landscape_4_3', num_images: 1 },
		ranges: { num_images: [1, 4], num_inference_steps: [1, 50], guidance_scale: [0, 35] },
		words: { image_size: SIZES, output_format: FORMATS, acceleration: ['none', 'regular'] },
		spellings: [
			['image_size', 'square pro', 'square_hd'],
			['image_size', 'portrait_3_4', 'portrait_4_3'],
		],
		ofFal: ['acceleration', 'loras', 'seed'],
	},
	fluxLoraImageToImage: {
		path: 'fal-ai/flux-lora/image-to-image',
		example: {
			prompt: 'A photo of a lion sitting on a stone bench',
			num_inference_steps: 28,
			guidance_scale: 3.5,
			num_images: 1,
			enable_safety_checker: true,
			output_format: 'jpeg',
			image_url: DOG,
			strength: 0.85,
		},
		visibleDefaults: { num_images: 1, strength: 0.85 },
		ranges: {
			num_images: [1, 4],
			num_inference_steps: [1, 50],
			guidance_scale: [0, 35],
			strength: [0.01, 1],
		},
		words: { image_size: SIZES, output_format: FORMATS, acceleration: ['none', 'regular'] },
		spellings: [['image_size', 'default', undefined]],
		ofFal: ['acceleration', 'image_size', 'loras', 'seed'],
	},
	fluxProKontext: {
		path: 'fal-ai/flux-pro/kontext',
		example: {
			prompt: 'Put a donut next to the flour.',
			guidance_scale: 3.5,
			num_images: 1,
			output_format: 'jpeg',
			safety_tolerance: '2',
			image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
		},
		visibleDefaults: { num_images: 1 },
		ranges: { num_images: [1, 4], guidance_scale: [1, 20] },
		words: { aspect_ratio: RATIOS, output_format: FORMATS, safety_tolerance: SAFETY },
		spellings: [
			['output_format', 'default', undefined],
			['aspect_ratio', 'default', undefined],
		],
		ofFal: ['aspect_ratio', 'enhance_prompt', 'seed'],
	},
	fluxProKontextTextToImage: {
		path: 'fal-ai/flux-pro/kontext/text-to-image',
		example: {
			prompt: TIGER,
			guidance_scale: 3.5,
			num_images: 1,
			output_format: 'jpeg',
			safety_tolerance: '2',
			aspect_ratio: '1:1',
		},
		visibleDefaults: { aspect_ratio: '1:1', num_images: 1 },
		ranges: { num_images: [1, 4], guidance_scale: [1, 20] },
		words: { aspect_ratio: RATIOS, output_format: FORMATS, safety_tolerance: SAFETY },
		spellings: [['output_format', 'default', undefined]],
		ofFal: ['enhance_prompt', 'seed'],
	},
};
