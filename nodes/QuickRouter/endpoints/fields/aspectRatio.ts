import { field } from '../../form/field';
import { oneOf } from '../../form/types';

type Ratios = readonly [string, ...string[]];

interface Choice {
	name: string;
	value: string;
}

const OF_KONTEXT: Ratios = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'];
const OF_NANO_BANANA: Ratios = [
	'21:9',
	'16:9',
	'3:2',
	'4:3',
	'5:4',
	'1:1',
	'4:5',
	'3:4',
	'2:3',
	'9:16',
];
const OF_IMAGEN: Ratios = ['1:1', '16:9', '9:16', '3:4', '4:3'];
const OF_VIDEOS: Ratios = ['16:9', '9:16', '1:1'];

const CHOSEN_BY_MODEL = { name: 'Chosen by the Model', value: 'default' };
const OF_INPUT = { name: 'Same as Input Image', value: 'default' };
const AUTO = { name: 'Auto (Same as Input Image)', value: 'auto' };

/** `initial` is what the editor preselects; with the value 'default' it is not sent. */
const aspectRatioField = (ratios: Ratios, { name, value: initial }: Choice) =>
	field(oneOf(initial === 'auto' ? [...ratios, initial] : ratios), {
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: [
			...ratios.map(shown).filter(({ value }) => value !== initial),
			{ name, value: initial },
		].sort((one, other) => one.name.localeCompare(other.name)),
		default: initial,
		description: `Ratio of width to height (default ${name.replace(/ \(.*/, '')})`,
	});

function shown(ratio: string): Choice {
	return { name: ratio === '1:1' ? '1:1 (Square)' : ratio, value: ratio };
}

export const aspectRatio = aspectRatioField(OF_KONTEXT, shown('1:1'));
export const aspectRatioOfInput = aspectRatioField(OF_KONTEXT, OF_INPUT);
export const nanoBananaAspectRatio = aspectRatioField(OF_NANO_BANANA, CHOSEN_BY_MODEL);
export const nanoBananaEditAspectRatio = aspectRatioField(OF_NANO_BANANA, OF_INPUT);
export const imagenAspectRatio = aspectRatioField(OF_IMAGEN, shown('1:1'));
export const videoAspectRatio = aspectRatioField(OF_VIDEOS, shown('16:9'));
export const videoAspectRatioOfInput = aspectRatioField(['16:9', '9:16'], AUTO);
