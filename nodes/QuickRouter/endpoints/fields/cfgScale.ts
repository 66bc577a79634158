import { numberField } from '../../form/numberField';

export const cfgScale = numberField({
	displayName: 'CFG Scale',
	name: 'cfgScale',
	...{ min: 0, max: 1, default: 0.5, numberPrecision: 2 },
	description: (range) => `How closely the video follows the prompt, ${range}`,
});
