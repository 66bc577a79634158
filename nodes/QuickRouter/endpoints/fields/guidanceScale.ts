import { numberField } from '../../form/numberField';

export const guidanceScale = (min: number, max: number) =>
	numberField({
		displayName: 'Guidance Scale',
		name: 'guidanceScale',
		...{ min, max, default: 3.5, numberPrecision: 2 },
		description: (range) => `How closely the image follows the prompt, ${range}`,
	});

export const wholeGuidanceScale = numberField({
	displayName: 'Guidance Scale',
	name: 'guidanceScale',
	...{ min: 0, max: 20, default: 4 },
	description: (range) => `How closely the image follows the prompt, a whole number ${range}`,
});
