import { Component, type ReactNode } from 'react';
import { Notice } from '../parts/Notice.tsx';

interface ContainedProps {
  /** "The chart" */
  readonly what: string;
  readonly children: ReactNode;
}

/** What may fail without taking the page with it: pause, abort and the row of the chart stay. */
export class Contained extends Component<ContainedProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Notice kind="caution" title={`${this.props.what} cannot be shown`}>
        <p>{error.message} Everything else on this page works. Reload it to try again.</p>
      </Notice>
    );
  }
}
