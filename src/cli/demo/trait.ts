/** What makes an instance different from the next one. */
export type Trait =
  | { readonly trait: 'elastic-ip'; readonly publicIp: string }
  | { readonly trait: 'spot' }
  | { readonly trait: 'auto-scaling'; readonly group: string }
  | { readonly trait: 'stop-protected' }
  | { readonly trait: 'tag'; readonly tag: string };
