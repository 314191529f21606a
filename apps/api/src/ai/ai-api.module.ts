import { Module } from '@nestjs/common';
import { AiModule } from '@app/ai';
import { AiController } from './ai.controller.js';

@Module({ imports: [AiModule], controllers: [AiController] })
export class AiApiModule {}
