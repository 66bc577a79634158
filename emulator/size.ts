import type { InputImage } from './inputImage';
import type { Order } from './models';

type Size = [width: number, height: number];

const SIZES = new Map<string, Size>([
	['square_hd', [1024, 1024]],
	['square', [512, 512]],
	['portrait_4_3', [768, 1024]],
	['portrait_16_9', [576, 1024]],
	['landscape_4_3', [1024, 768]],
	['landscape_16_9', [1024, 576]],
	['auto_2K', [2048, 2048]],
	['auto_4K', [4096, 4096]],
]);

/** The size of what an order asks for; that of the input picture where it asks for none. */
export function sizeOf(order: Order, input?: InputImage): Size {
	const { image_size: size, aspect_ratio: ratio, resolution } = order;
	if (typeof size === 'object') return [size.width, size.height];
	const named = SIZES.get(size ?? '');
	if (named) return named;
	if (resolution?.endsWith('p')) return sizeOfVideo(Number.parseInt(resolution, 10), ratio, input);
	const times = resolution === '2K' ? 2 : 1;
	if (ratio !== undefined && ratio !== 'auto') return sizeOfRatio(ratio, times);
	return input ? [input.width, input.height] : [1024, 1024];
}

/** `lines` is the shorter side. */
function sizeOfVideo(lines: number, ratio: string | undefined, input?: InputImage): Size {
	const isUpright = ratio === '9:16' || (ratio === 'auto' && input && input.height > input.width);
	if (ratio === '1:1') return [lines, lines];
	const longer = Math.round((lines * 16) / 9);
	return isUpright ? [lines, longer] : [longer, lines];
}

/** About a megapixel, in steps of 16 pixels. */
function sizeOfRatio(ratio: string, times: number): Size {
	const [across = 1, down = 1] = ratio.split(':').map(Number);
	const unit = Math.sqrt((1024 * 1024) / (across * down)) * times;
	const inSteps = (pixels: number) => Math.round(pixels / 16) * 16;
	return [inSteps(across * unit), inSteps(down * unit)];
}
