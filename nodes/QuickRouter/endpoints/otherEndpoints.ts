/** An endpoint that has no operation of its own. */
interface OtherEndpoint {
	/** Path of the endpoint on the relay, without a leading slash. */
	path: string;
	/** What the editor calls it. */
	name: string;
}

/** The other endpoints that QuickRouter's family documents, by name as the editor lists them. */
export const otherEndpoints: readonly OtherEndpoint[] = [
	{
		path: 'fal-ai/flux-1/dev/image-to-image',
		name: 'FLUX.1 [dev] Image to Image',
	},
	{
		path: 'fal-ai/flux-1/dev/redux',
		name: 'FLUX.1 [dev] Redux',
	},
	{
		path: 'fal-ai/flux-1/schnell/redux',
		name: 'FLUX.1 [schnell] Redux',
	},
	{
		path: 'fal-ai/qwen-image-edit-lora',
		name: 'Qwen Image Edit LoRA',
	},
	{
		path: 'fal-ai/vidu/reference-to-image',
		name: 'Vidu Reference to Image',
	},
	{
		path: 'fal-ai/wan/v2.2-a14b/image-to-image',
		name: 'Wan 2.2 Image to Image',
	},
];
