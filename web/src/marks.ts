// SPDX-License-Identifier: Apache-2.0
// The mark of a claimant by its relation to the victims: shape and colour together, so that neither is needed alone.
import {svg} from './dom';
import type {Relation, Standing} from './record';
import {relationWords} from './words';

const shapes: Record<Relation, string> = {
  own_side: 'M-4.2,0a4.2,4.2 0 1,0 8.4,0a4.2,4.2 0 1,0 -8.4,0', // disc
  opponent: 'M0,-5.4L5.4,0L0,5.4L-5.4,0Z', // diamond
  third_party: 'M0,-5L5,4L-5,4Z', // triangle
  report: 'M-3.8,-3.8H3.8V3.8H-3.8Z', // square
};

/** The shape alone, centred on 0,0, to be put into a drawing. */
export function markShape(relation: Relation, standing: Standing = 'current'): SVGPathElement {
  return svg('path', {d: shapes[relation] ?? shapes.report, class: `mark ${relation} ${standing}`});
}

/** The shape as a small picture in a line of text. */
export function mark(relation: Relation, standing: Standing = 'current'): SVGSVGElement {
  return svg('svg', {class: 'mark-picture', viewBox: '-7 -7 14 14', role: 'img', 'aria-label': relationWords[relation] ?? relation}, markShape(relation, standing));
}
