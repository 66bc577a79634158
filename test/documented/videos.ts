import { exampleInput, SAFETY_OF_FAL, type EndpointContract } from './contract';

type Common = Omit<EndpointContract, 'path' | 'example'>;

const INTERVIEW =
	"A casual street interview on a busy New York City sidewalk in the afternoon. The interviewer holds a plain, unbranded microphone and asks: Have you seen Google's new Veo3 model It is a super good model. Person replies: Yeah I saw it, it's already available on fal. It's crazy good.";
const WOMAN =
	'A woman looks into the camera, breathes in, then exclaims energetically, "have you guys checked out Veo3 Image-to-Video on Fal? It\'s incredible!"';

const ofKling: Common = {
	visibleDefaults: { duration: '5' },
	defaults: { cfg_scale: 0.5 },
	ranges: { cfg_scale: [0, 1] },
	words: { duration: ['10', '5'] },
	spellings: [
		['duration', '10s', '10'],
		['duration', 'default', undefined],
	],
	ofFal: [],
};

const ofVeo: Common = {
	visibleDefaults: {
		aspect_ratio: '16:9',
		duration: '8s',
		generate_audio: true,
		resolution: '720p',
	},
	defaults: { auto_fix: true, enhance_prompt: true, safety_tolerance: '4' },
	ranges: {},
	words: {
		aspect_ratio: ['16:9', '1:1', '9:16'],
		duration: ['4s', '6s', '8s'],
		resolution: ['1080p', '720p'],
		safety_tolerance: SAFETY_OF_FAL,
	},
	spellings: [['duration', '6', '6s']],
	ofFal: ['negative_prompt', 'safety_tolerance', 'seed'],
};

const ofVeoFromImage: Common = {
	...ofVeo,
	visibleDefaults: { ...ofVeo.visibleDefaults, aspect_ratio: 'auto' },
	defaults: { auto_fix: false, safety_tolerance: '4' },
	words: { ...ofVeo.words, aspect_ratio: ['16:9', '9:16', 'auto'] },
	ofFal: ['auto_fix', 'negative_prompt', 'safety_tolerance', 'seed'],
};

const veoExample = {
	prompt: INTERVIEW,
	aspect_ratio: '16:9',
	duration: '8s',
	enhance_prompt: true,
	auto_fix: true,
	resolution: '720p',
	generate_audio: true,
};

const veoExampleFromImage = {
	prompt: WOMAN,
	image_url: exampleInput('veo3-i2v-input'),
	aspect_ratio: 'auto',
	duration: '8s',
	generate_audio: true,
	resolution: '720p',
};

export const videos: Record<string, EndpointContract> = {
	klingTextToVideo: {
		path: 'fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
		example: {
			prompt:
				'A noble lord walks among his people, his presence a comforting reassurance. He greets them with a gentle smile, embodying their hopes and earning their respect through simple interactions. The atmosphere is intimate and sincere, highlighting the bond between the leader and community.',
			duration: '5',
			aspect_ratio: '16:9',
			negative_prompt: 'blur, distort, and low quality',
			cfg_scale: 0.5,
		},
		...ofKling,
		visibleDefaults: { aspect_ratio: '16:9', duration: '5' },
		words: { ...ofKling.words, aspect_ratio: ['16:9', '1:1', '9:16'] },
	},
	klingImageToVideo: {
		path: 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
		example: {
			prompt:
				'A stark starting line divides two powerful cars, engines revving for the challenge ahead. They surge forward in the heat of competition, a blur of speed and chrome. The finish line looms as they vie for victory.',
			image_url:
				'https://v3.fal.media/files/panda/HnY2yf-BbzlrVQxR-qP6m_9912d0932988453aadf3912fc1901f52.jpg',
			duration: '5',
			negative_prompt: 'blur, distort, and low quality',
			cfg_scale: 0.5,
		},
		...ofKling,
	},
	veo3: { path: 'fal-ai/veo3', example: veoExample, ...ofVeo },
	veo3Fast: {
		path: 'fal-ai/veo3/fast',
		example: { ...veoExample, duration: '4s', generate_audio: false },
		...ofVeo,
	},
	veo3ImageToVideo: {
		path: 'fal-ai/veo3/image-to-video',
		example: veoExampleFromImage,
		...ofVeoFromImage,
	},
	veo3FastImageToVideo: {
		path: 'fal-ai/veo3/fast/image-to-video',
		example: { ...veoExampleFromImage, aspect_ratio: '16:9' },
		...ofVeoFromImage,
	},
};
