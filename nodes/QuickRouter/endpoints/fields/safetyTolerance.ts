import { choiceField } from '../../form/choiceField';

/** A field for one of some levels; the model takes them as text. */
const toleranceField = <const Level extends string>(
	strictest: Level,
	between: Level[],
	mostPermissive: Level,
	initial: Level,
) =>
	choiceField({
		displayName: 'Safety Tolerance',
		name: 'safetyTolerance',
		choices: [
			{ name: `${strictest} (Strictest)`, value: strictest },
			...between.map((level) => ({ name: level, value: level })),
			{ name: `${mostPermissive} (Most Permissive)`, value: mostPermissive },
		],
		default: initial,
		description: `How permissive the content filter is, from ${strictest} (strictest) to ${mostPermissive}`,
	});

export const safetyTolerance = toleranceField('1', ['2', '3', '4'], '5', '2');
export const safetyToleranceUpToSix = toleranceField('1', ['2', '3', '4', '5'], '6', '4');
