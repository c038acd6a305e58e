import { Component, type ReactNode } from 'react';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

interface ErrorBoundaryProps {
  /** What stands in it, at the beginning of a sentence: `The findings`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** A fault of the program in one view leaves the others working, and says so. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="screen">
        <Banner
          kind="error"
          isLive
          what={`${this.props.what} cannot be shown: ${error.message}`}
          kept="Everything that was saved in the case is kept."
          todo="This is a fault of the program. Please report the message with what you did before it."
          actions={<Button onPress={() => this.setState({ error: null })}>Show again</Button>}
        />
      </div>
    );
  }
}
