/** Width and height of an image, in pixels. */
export interface Size {
	width: number;
	height: number;
}

/** What a request asks for, as far as its body tells; what comes back is compared with it. */
export interface Asked {
	/** How many files it makes at most; missing where the body does not tell. */
	files?: number;
	/** How many it makes at least, where the body tells. */
	fewestFiles?: number;
	prompt?: string;
	seed?: number;
	size?: Size;
	/** Width to height, such as 16:9. */
	ratio?: string;
}
