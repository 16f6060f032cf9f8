import * as z from 'zod';
import { type InstanceId, isInstanceId } from '../model/ids.ts';

const isIdText = (value: unknown): boolean => typeof value === 'string' && isInstanceId(value);

export const InstanceIdText = z.custom<InstanceId>(isIdText, 'expected an instance id');
