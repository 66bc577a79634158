/** An endpoint that has no operation of its own. */
interface OtherEndpoint {
	/** Path of the endpoint on the relay, without a leading slash. */
	path: string;
	/** What the editor calls it. */
	name: string;
	/** What it does, in one line. */
	description: string;
}

/** The other endpoints that QuickRouter's family documents, by name as the editor lists them. */
export const otherEndpoints: readonly OtherEndpoint[] = [
	{
		path: 'fal-ai/flux-1/dev/image-to-image',
		name: 'FLUX.1 [dev] Image to Image',
		description: 'Vary an image with text',
	},
	{
		path: 'fal-ai/flux-1/dev/redux',
		name: 'FLUX.1 [dev] Redux',
		description: 'Vary an image without a prompt',
	},
	{
		path: 'fal-ai/flux-1/schnell/redux',
		name: 'FLUX.1 [schnell] Redux',
		description: 'Vary an image without a prompt, in a few steps',
	},
	{
		path: 'fal-ai/qwen-image-edit-lora',
		name: 'Qwen Image Edit LoRA',
		description: 'Edit an image as described in the prompt, in a style you add with LoRA weights',
	},
	{
		path: 'fal-ai/vidu/reference-to-image',
		name: 'Vidu Reference to Image',
		description: 'Generate an image of what several reference images show',
	},
	{
		path: 'fal-ai/wan/v2.2-a14b/image-to-image',
		name: 'Wan 2.2 Image to Image',
		description: 'Vary an image with text',
	},
];
