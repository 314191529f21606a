import { bigintMixTemplate } from './bigint-mix.template.js';
import { clampedNumberTemplate } from './clamped-number.template.js';
import { constAssignmentTemplate } from './const-assignment.template.js';
import { convertReceiverTemplate } from './convert-receiver.template.js';
import { destructureDefaultTemplate } from './destructure-default.template.js';
import { earlyReturnTemplate } from './early-return.template.js';
import { emptyReduceTemplate } from './empty-reduce.template.js';
import { frozenCopyTemplate } from './frozen-copy.template.js';
import { guardedParseTemplate } from './guarded-parse.template.js';
import { invalidDateTemplate } from './invalid-date.template.js';
import { iterableDefaultTemplate } from './iterable-default.template.js';
import { knownMethodTemplate } from './known-method.template.js';
import { loopBoundTemplate } from './loop-bound.template.js';
import { lostThisTemplate } from './lost-this.template.js';
import { missingAwaitTemplate } from './missing-await.template.js';
import { missingImportTemplate } from './missing-import.template.js';
import { missingNewTemplate } from './missing-new.template.js';
import { missingObjectTemplate } from './missing-object.template.js';
import { missingSuperTemplate } from './missing-super.template.js';
import { moduleExportTemplate } from './module-export.template.js';
import { moduleGlobalsTemplate } from './module-globals.template.js';
import { modulePathTemplate } from './module-path.template.js';
import { nameSlipTemplate } from './name-slip.template.js';
import { objectArgumentTemplate } from './object-argument.template.js';
import { optionalAccessTemplate } from './optional-access.template.js';
import { optionalCallTemplate } from './optional-call.template.js';
import { ownSetterTemplate } from './own-setter.template.js';
import { parameterDefaultTemplate } from './parameter-default.template.js';
import { propertySlipTemplate } from './property-slip.template.js';
import { receiverDefaultTemplate } from './receiver-default.template.js';
import { unhandledRejectionTemplate } from './unhandled-rejection.template.js';
import { useBeforeDeclarationTemplate } from './use-before-declaration.template.js';
import type { RepairTemplate } from './template.js';

/** Every template: one file and one line here. Their scores rank them, not their order. */
export const repairTemplates: readonly RepairTemplate[] = [
  bigintMixTemplate,
  clampedNumberTemplate,
  constAssignmentTemplate,
  convertReceiverTemplate,
  destructureDefaultTemplate,
  earlyReturnTemplate,
  emptyReduceTemplate,
  frozenCopyTemplate,
  guardedParseTemplate,
  invalidDateTemplate,
  iterableDefaultTemplate,
  knownMethodTemplate,
  loopBoundTemplate,
  lostThisTemplate,
  missingAwaitTemplate,
  missingImportTemplate,
  missingNewTemplate,
  missingObjectTemplate,
  missingSuperTemplate,
  moduleExportTemplate,
  moduleGlobalsTemplate,
  modulePathTemplate,
  nameSlipTemplate,
  objectArgumentTemplate,
  optionalAccessTemplate,
  optionalCallTemplate,
  ownSetterTemplate,
  parameterDefaultTemplate,
  propertySlipTemplate,
  receiverDefaultTemplate,
  unhandledRejectionTemplate,
  useBeforeDeclarationTemplate,
];
