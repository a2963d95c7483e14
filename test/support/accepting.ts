/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests do not ship */

/** Whether tests write down what comes out, in place of comparing it: `npm run accept` is about to be reviewed. */
export const IS_ACCEPTING = process.env.LITMOS_ACCEPT === 'write';
