/** What a request id is: it can stand in a path as it is; dots alone would climb out of it. */
export const REQUEST_ID = /^(?!\.+$)[\w.:=+~@-]{1,200}$/;
