/** What the tables of the READMEs say, by what the code says in English. */
export const chinese: Record<string, string> = {
	// Heads and values
	Operation: '操作',
	Operations: '操作',
	'In the search': '搜索中的名称',
	'What it does': '作用',
	Calls: '接口',
	Field: '字段',
	Values: '取值',
	'all on images': '全部图片操作',
	text: '文本',
	'text, required': '文本，必填',
	'JSON object, required': 'JSON 对象，必填',
	'whole number': '整数',
	'on, off': '开、关',
	'list of': '列表',

	// Operations
	'Generate images from text': '文生图',
	'Generate images from text, in the style of LoRA weights': '文生图，可加载 LoRA 权重',
	'Generate images from an input image and text, in the style of LoRA weights':
		'图生图，可加载 LoRA 权重',
	'Change an input image as the prompt says, and keep the rest of it':
		'按提示词修改输入图片，其余部分保持不变',
	'Generate images from text with the model that also edits them': '文生图，所用模型与图片编辑相同',
	'Run a model that the node has no fields for': '运行节点没有专门字段的其他模型',
	'Ask the relay to give up a request; one that is running may finish all the same':
		'请求中转放弃一个请求；已在运行的请求仍可能完成',
	'Fetch, or wait for, the images of a request that was submitted earlier':
		'取回（或等待）之前提交的请求的图片',

	// Fields
	'What the image should show, or how the input image should change':
		'图片要表现的内容，或输入图片要如何修改',
	'Where the input image comes from (default URL)': '输入图片的来源（默认 URL）',
	'The input image: a URL that the relay can reach, or a base64 data URL. JPG, JPEG, PNG, WebP, GIF or AVIF.':
		'输入图片：中转可以访问的 URL，或 base64 data URL。支持 JPG、JPEG、PNG、WebP、GIF、AVIF。',
	'Field of the input item with the image: JPG, JPEG, PNG, WebP, GIF or AVIF, up to 20 MB (default data). It is sent along with the request.':
		'输入项中存放图片的二进制字段：JPG、JPEG、PNG、WebP、GIF 或 AVIF，最大 20 MB（默认 data）。图片随请求一起发送。',
	'How far the result may depart from the input image, from 0.01 (hardly) to 1 (freely); default 0.85':
		'结果可以偏离输入图片的程度，从 0.01（几乎不变）到 1（自由发挥）；默认 0.85',
	'Format of the generated image (default Landscape 4:3)': '生成图片的尺寸（默认 Landscape 4:3）',
	'Format of the generated image (chosen by the model by default; an addition of fal)':
		'生成图片的尺寸（默认由模型决定；fal 的附加参数）',
	'Width of the generated image in pixels, from 1 to 14142 (an addition of fal)':
		'生成图片的宽度，1 到 14142 像素（fal 的附加参数）',
	'Height of the generated image in pixels, from 1 to 14142 (an addition of fal)':
		'生成图片的高度，1 到 14142 像素（fal 的附加参数）',
	'Width to height of the generated image (default 1:1)': '生成图片的宽高比（默认 1:1）',
	'Width to height of the generated image (that of the input image by default; an addition of fal)':
		'生成图片的宽高比（默认与输入图片相同；fal 的附加参数）',
	'How many images to make of the prompt, from 1 to 4 (default 1). Each one is charged.':
		'每条提示词生成几张图片，1 到 4（默认 1）。每张都计费。',
	'Path of the endpoint on the relay, or the address of its page on fal.ai':
		'中转上的接口路径，或该模型在 fal.ai 上的页面地址',
	"What the endpoint takes, as JSON. It is sent as it is, and checked by fal's model.":
		'接口的参数（JSON）。原样发送，由 fal 的模型检查。',
	'The ID of a request that was submitted earlier, as the node puts it out':
		'之前提交的请求的 ID，即节点输出的 requestId',
	'How much speed is preferred to quality (default None; an addition of fal)':
		'加速程度，牺牲质量换取速度（默认 None；fal 的附加参数）',
	'How much speed is preferred to quality (default Regular)':
		'加速程度，牺牲质量换取速度（默认 Regular）',
	'Whether the prompt is rewritten for better results (default off; an addition of fal)':
		'是否改写提示词以得到更好的结果（默认关；fal 的附加参数）',
	'How closely the image follows the prompt, from 0 to 35 (default 3.5)':
		'图片遵循提示词的程度，0 到 35（默认 3.5）',
	'How closely the image follows the prompt, from 1 to 20 (default 3.5)':
		'图片遵循提示词的程度，1 到 20（默认 3.5）',
	'How many steps the model takes, from 0 to 50 (default 28): more take longer and add detail':
		'推理步数，0 到 50（默认 28）：步数越多越慢，细节越多',
	'How many steps the model takes, from 1 to 50 (default 28): more take longer and add detail':
		'推理步数，1 到 50（默认 28）：步数越多越慢，细节越多',
	'LoRA weights to apply, any number of them (an addition of fal)':
		'要加载的 LoRA 权重，数量不限（fal 的附加参数）',
	'File format of the generated image (default JPEG)': '生成图片的文件格式（默认 JPEG）',
	'Whether unsafe images are detected and blacked out (default on)':
		'是否检测不安全的图片并涂黑（默认开）',
	'How much the content filter lets pass, from 1 to 5 (default 2)':
		'内容过滤的宽松程度，1 到 5（默认 2）',
	'A whole number: the same seed, prompt and model give the same image (random by default; an addition of fal)':
		'整数：种子、提示词和模型都相同时，图片也相同（默认随机；fal 的附加参数）',

	// Options
	'Whether to wait for the images (default on). When off, the request ID is the output, at once.':
		'是否等待图片完成（默认开）。关闭时立即输出请求 ID。',
	'What the output items are made of (default One Item per Image)':
		'输出项的形式（默认 One Item per Image，每张图片一项）',
	'How many requests run side by side, and as many downloads, from 1 to 200 (default 10)':
		'同时进行的请求数，下载数与之相同，1 到 200（默认 10）',
	'Whether to put the generated files themselves into the output items, besides their URLs (default off)':
		'除地址外，是否把文件本身也放入输出项（默认关）',
	'A guard against spending by mistake: a run that would make more images is refused before anything is submitted, from 0 to 1000000 (default 0: no limit)':
		'防止意外花费：一次运行若会生成更多图片，则在提交之前拒绝，0 到 1000000（默认 0：不限）',
	'What to do with a request that is not finished in time (default Error)':
		'请求超时后怎么办（默认 Error，即报错）',
	'Field of the output item for a downloaded file (default data); where an item has several, the others are data_1, data_2 and so on':
		'下载的文件放入输出项的哪个二进制字段（默认 data）；一项有多个文件时，其余为 data_1、data_2……',
	'Whether a retry submits again what may have been accepted and charged already, because its answer was lost, or the relay has forgotten it or answers with an error (default off)':
		'重试时，对于可能已被接受并计费的请求（响应丢失，或中转已查不到它、或返回错误），是否重新提交（默认关）',
	'How many seconds to wait for each request, from 1 to 86400 (default 300)':
		'每个请求最多等待多少秒，1 到 86400（默认 300）',

	// Faults
	'What happens': '情况',
	'What it costs': '费用',
	'What the node does': '节点的处理',
	nothing: '无',
	'nothing more': '不再产生费用',
	'perhaps the image': '可能产生这张图片的费用',
	'A value outside its range, an empty prompt, a bad URL': '取值超出范围、提示词为空、URL 无效',
	'names field, value, range and item before anything is submitted':
		'在提交任何请求之前，指出字段、值、范围和项',
	'The key is not accepted (401), the balance is used up (403)':
		'密钥不被接受（401），余额用尽（403）',
	'nothing; what was submitted before may finish': '无；此前已提交的请求可能完成',
	'submits nothing more; with **Continue**, the remaining items come out with that error':
		'不再提交；设为 **Continue** 时，其余各项都带着这个错误输出',
	'The relay does not know the endpoint (404), finds the request too large (413), or redirects a submit':
		'中转没有这个接口（404）、认为请求过大（413），或对提交返回重定向',
	'nothing, but for a 302 or 303': '无，302 与 303 除外',
	'ends the item; does not follow the redirect': '结束该项；不跟随重定向',
	'Too many requests (429)': '请求过多（429）',
	'pauses all calls of the run for the time that the relay asks for, or 1, 2, 4 … 15 seconds, and goes on more slowly, until the timeout':
		'整个运行按中转要求的时间（或 1、2、4……15 秒）暂停，然后放慢速度继续，直到超时',
	'No channel for the model, or the relay cannot be reached': '该模型没有可用渠道，或无法连接中转',
	'submits again after 1, 2, 4, 8 and 15 seconds: six tries in all':
		'在 1、2、4、8、15 秒后重新提交：共六次',
	'No clear answer to a submit: closed connection, timeout, server error, a web page':
		'提交后没有明确的响应：连接断开、超时、服务器错误、返回网页',
	'does **not** submit again, nor does a retry, and says so: look at your usage before you run it again':
		'**不会**重新提交，重试也不会，并明确告知：再次运行之前请先查看用量',
	'An unclear answer while waiting: closed connection, timeout, server error, web page, half an answer':
		'等待时响应不明确：连接断开、超时、服务器错误、返回网页、响应不完整',
	'asks again until the timeout; after a minute and 20 unclear ones in a row ends with the request ID, for a retry or **Get Result** to fetch':
		'继续查询直到超时；若持续一分钟且连续 20 次不明确，则报错结束，并给出请求 ID，可由重试或 **Get Result** 取回',
	'The model refuses the request (422)': '模型拒绝请求（422）',
	'what fal charges for it': '按 fal 的规则',
	"tells fal's reasons, entry by entry, by the editor's names of fields; a retry does not send it again, unless it was a file that could not be fetched":
		'逐条说明 fal 给出的原因，并使用编辑器中的字段名；重试不会再次发送，除非原因是文件无法获取',
	'fal fails the request': 'fal 判定请求失败',
	"nothing, by fal's rules": '按 fal 的规则不收费',
	'ends with the request ID; a retry submits again': '报错结束，并给出请求 ID；重试会重新提交',
	'The relay answers a poll with an error of its own (4xx)': '查询时中转返回自己的错误（4xx）',
	'asks again for 10 seconds; then ends with the request ID, and a retry asks again without submitting again':
		'继续查询 10 秒；然后报错结束，并给出请求 ID，重试会再次查询，不会重新提交',
	'The request finishes without a file, or the relay does not know it any more':
		'请求完成但没有文件，或中转已查不到该请求',
	'asks once more, or for 10 seconds; then ends with the request ID':
		'再查询一次，或继续查询 10 秒；然后报错结束，并给出请求 ID',
	'The request is not ready within the **Timeout**': '请求未在 **Timeout** 内完成',
	'asks the relay to cancel it, and ends with the request ID; a retry fetches it, or submits again what was canceled':
		'请求中转取消，并报错结束，给出请求 ID；重试会取回结果，已取消的则重新提交',
	'A finished picture cannot be downloaded (with **Download Images**)':
		'图片已完成但无法下载（打开了 **Download Images**）',
	'tries three times; then ends with the URLs, and a retry downloads again':
		'尝试三次；然后报错结束，并给出图片地址，重试会重新下载',
	'**Stop**': '**Stop**（停止）',
	'what has already run': '已运行部分的费用',
	'asks the relay to cancel what is in flight': '请求中转取消正在进行的请求',
};

/** @throws {Error} where the code says what has no Chinese yet */
export function inChinese(english: string): string {
	const said = chinese[english];
	if (said === undefined) throw new Error(`README.zh-CN.md has no words for: ${english}`);
	return said;
}
