// SPDX-License-Identifier: Apache-2.0
// Addresses that web/build.mjs writes into the program; of the map's three levels from afar to near, of borders the nearer two.
declare const WORKER: string;
declare const LAND: readonly string[];
declare const BORDERS: readonly string[];
declare const NAMES: string;
