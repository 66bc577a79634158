/** Text as it stands in HTML, XML and Pango's markup. */
export function escape(text: string): string {
	return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
