import type { Choice } from '../../form/choice';
import { choiceField } from '../../form/choiceField';

const OF_KONTEXT = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'];
const OF_NANO_BANANA = [
	...['21:9', '16:9', '3:2', '4:3', '5:4'],
	...['1:1', '4:5', '3:4', '2:3', '9:16'],
];
const OF_IMAGEN = ['1:1', '16:9', '9:16', '3:4', '4:3'];
const OF_VIDEOS = ['16:9', '9:16', '1:1'];

const CHOSEN_BY_MODEL = { name: 'Chosen by the Model', value: 'default' };
const OF_INPUT = { name: 'Same as Input Image', value: 'default' };
const AUTO = { name: 'Auto (Same as Input Image)', value: 'auto' };

/** `initial` is what the editor preselects; with the value 'default' it is not sent. */
const aspectRatioField = (ratios: string[], initial: Choice) =>
	choiceField({
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		choices: [...ratios.map(shown).filter(({ value }) => value !== initial.value), initial].sort(
			(one, other) => one.name.localeCompare(other.name),
		),
		default: initial.value,
		description: 'Ratio of width to height',
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
