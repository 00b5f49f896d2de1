import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef } from 'react';

type Props = Omit<ButtonProps, 'component'> & AnchorHTMLAttributes<HTMLAnchorElement>;

/** A link that looks like a button, for an action that opens a page. */
export const LinkButton = createLink(
  forwardRef<HTMLAnchorElement, Props>((props, ref) => (
    <Button ref={ref} component="a" variant="default" {...props} />
  )),
);
