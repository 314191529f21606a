import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { serviceManagers } from './registry.js';
import type {
  ServiceManager,
  ServiceManagerDefinition,
  ServiceManagerName,
} from './service-manager.js';

/** Finds the manager of a service by its name. */
@Injectable()
export class ServiceManagers {
  constructor(private readonly modules: ModuleRef) {}

  get(name: ServiceManagerName): ServiceManager {
    return this.modules.get(definition(name).manager, { strict: false });
  }

  title(name: ServiceManagerName): string {
    return definition(name).title;
  }
}

function definition(name: ServiceManagerName): ServiceManagerDefinition {
  const found = serviceManagers.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`No service manager is called ${name}; see services/registry.ts.`);
  return found;
}
