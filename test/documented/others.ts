import { exampleInput, SAFETY_OF_FAL, SIZES, type EndpointContract } from './contract';

const FORMATS_OF_FAL = ['jpeg', 'png', 'webp'];

const ofNanoBanana: Omit<EndpointContract, 'path' | 'example'> = {
	visibleDefaults: { num_images: 1 },
	defaults: { limit_generations: false, output_format: 'png', safety_tolerance: '4' },
	ranges: { num_images: [1, 4] },
	words: {
		aspect_ratio: ['16:9', '1:1', '21:9', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16'],
		output_format: FORMATS_OF_FAL,
		safety_tolerance: SAFETY_OF_FAL,
	},
	spellings: [['aspect_ratio', 'default', undefined]],
	ofFal: ['aspect_ratio', 'limit_generations', 'output_format', 'safety_tolerance', 'seed'],
};

const ofSeedream: Omit<EndpointContract, 'path' | 'example'> = {
	visibleDefaults: { num_images: 1 },
	defaults: { enable_safety_checker: true, enhance_prompt_mode: 'standard', max_images: 1 },
	ranges: { num_images: [1, 6], max_images: [1, 6] },
	words: {
		enhance_prompt_mode: ['fast', 'standard'],
		image_size: ['auto', 'auto_2K', 'auto_4K', ...SIZES],
	},
	spellings: [
		['image_size', 'default', undefined],
		['image_size', 'AUTO_2k', 'auto_2K'],
	],
	ofFal: ['enhance_prompt_mode', 'max_images', 'seed'],
};

export const others: Record<string, EndpointContract> = {
	imagen4Preview: {
		path: 'fal-ai/imagen4/preview',
		example: {
			prompt:
				'Capture an intimate close-up bathed in warm, soft, late-afternoon sunlight filtering into a quintessential 1960s kitchen. The focal point is a charmingly designed vintage package of all-purpose flour, resting invitingly on a speckled Formica countertop.',
			aspect_ratio: '1:1',
			num_images: 1,
			resolution: '1K',
		},
		visibleDefaults: { aspect_ratio: '1:1', num_images: 1, resolution: '1K' },
		defaults: { output_format: 'png', safety_tolerance: '4' },
		ranges: { num_images: [1, 4] },
		words: {
			aspect_ratio: ['16:9', '1:1', '3:4', '4:3', '9:16'],
			output_format: FORMATS_OF_FAL,
			resolution: ['1K', '2K'],
			safety_tolerance: SAFETY_OF_FAL,
		},
		spellings: [['resolution', '2k', '2K']],
		ofFal: ['output_format', 'safety_tolerance', 'seed'],
	},
	nanoBanana: {
		path: 'fal-ai/nano-banana',
		example: {
			prompt:
				"An action shot of a black lab swimming in an inground suburban swimming pool. The camera is placed meticulously on the water line, dividing the image in half, revealing both the dogs head above water holding a tennis ball in it's mouth, and it's paws paddling underwater.",
			num_images: 1,
		},
		...ofNanoBanana,
	},
	nanoBananaEdit: {
		path: 'fal-ai/nano-banana/edit',
		example: {
			prompt: 'make a photo of the man driving the car down the california coastline',
			image_urls: [
				exampleInput('nano-banana-edit-input'),
				exampleInput('nano-banana-edit-input-2'),
			],
			num_images: 1,
		},
		...ofNanoBanana,
	},
	qwenImageEditPlus: {
		path: 'fal-ai/qwen-image-edit-plus',
		example: {
			prompt: 'Close shot portrait of a woman in front of this car on this highway',
			image_size: 'square_hd',
			num_inference_steps: 50,
			guidance_scale: 4,
			num_images: 1,
			enable_safety_checker: true,
			output_format: 'png',
			image_urls: [
				'https://v3.fal.media/files/monkey/i3saq4bAPXSIl08nZtq9P.png',
				'https://v3.fal.media/files/penguin/BCOZpteRhSQFuOXpbBOa.png',
				'https://v3.fal.media/files/tiger/sCoZhBksx9DvwSR4.png',
			],
			negative_prompt: 'blurry, ugly',
		},
		visibleDefaults: { num_images: 1 },
		defaults: {
			acceleration: 'regular',
			enable_safety_checker: true,
			guidance_scale: 4,
			num_inference_steps: 50,
			output_format: 'png',
		},
		ranges: { num_images: [1, 4], num_inference_steps: [2, 100], guidance_scale: [0, 20] },
		words: {
			acceleration: ['high', 'none', 'regular'],
			image_size: SIZES,
			output_format: ['jpeg', 'png'],
		},
		spellings: [
			['image_size', 'portrait_3_4', 'portrait_4_3'],
			['image_size', 'portrait_9_16', 'portrait_16_9'],
			['image_size', 'default', undefined],
		],
		ofFal: ['acceleration', 'seed'],
	},
	seedreamV4Edit: {
		path: 'fal-ai/bytedance/seedream/v4/edit',
		example: {
			prompt: 'Dress the model in the clothes and shoes.',
			image_size: { height: 1280, width: 1280 },
			num_images: 1,
			enable_safety_checker: true,
			image_urls: [1, 2, 3, 4].map((number) => exampleInput(`seedream4_edit_input_${number}`)),
		},
		...ofSeedream,
	},
	seedreamV4TextToImage: {
		path: 'fal-ai/bytedance/seedream/v4/text-to-image',
		example: {
			prompt:
				'Draw a chart showing the typical vegetation distribution in four different climate zones: tropical rainforest, temperate forest, desert, and tundra.',
			image_size: { height: 1280, width: 1280 },
			num_images: 1,
			enable_safety_checker: true,
		},
		...ofSeedream,
	},
};
