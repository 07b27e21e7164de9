// SPDX-License-Identifier: Apache-2.0
// Addresses of files beside the page, put in by build.mjs.
declare const WORKER: string;
declare const BORDERS_COARSE: string;
declare const BORDERS_FINE: string;
