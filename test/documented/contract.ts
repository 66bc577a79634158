/** What the documents say of an endpoint, and fal's schema where it adds to them. */
export interface EndpointContract {
	path: string;
	/** The document's own example of a body. */
	example: Record<string, unknown>;
	/** Fields that the document names besides those of its example. */
	besides?: string[];
	/** What goes out besides the prompt and input images when nothing else is set. */
	visibleDefaults: Record<string, unknown>;
	/** Where the other fields stand when they are added. */
	defaults: Record<string, unknown>;
	/** Lowest and highest value. */
	ranges: Record<string, [number, number]>;
	/** The words that may be sent, sorted. */
	words: Record<string, string[]>;
	/** Other spellings, and what is sent for them; undefined where the field is left out. */
	spellings: [field: string, spelling: string, sent: string | undefined][];
	/** The fields of fal's schema that no document of QuickRouter names. */
	ofFal: string[];
}

export const TIGER =
	'Extreme close-up of a single tiger eye, direct frontal view. Detailed iris and pupil. Sharp focus on eye texture and color. Natural lighting to capture authentic eye shine and depth. The word "FLUX" is painted over it in big, white brush strokes with visible texture.';
export const LION = 'A photo of a lion sitting on a stone bench';

const EXAMPLES = 'https://storage.googleapis.com/falserverless/example_inputs';
export const exampleInput = (name: string) => `${EXAMPLES}/${name}.png`;
export const DOG = exampleInput('dog');
export const FLOUR = 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png';

export const SIZES = [
	'landscape_16_9',
	'landscape_4_3',
	'portrait_16_9',
	'portrait_4_3',
	'square',
	'square_hd',
];
export const RATIOS = ['16:9', '1:1', '21:9', '2:3', '3:2', '3:4', '4:3', '9:16', '9:21'];
export const FORMATS = ['jpeg', 'png'];
export const SAFETY = ['1', '2', '3', '4', '5'];
export const SAFETY_OF_FAL = [...SAFETY, '6'];
