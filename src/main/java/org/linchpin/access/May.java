package org.linchpin.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The action a handler method carries out: whoever calls it must be allowed to. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface May {

    Action value();

    /** Whether it takes long, as files of many rows and large calculations do: few of these are let in at once. */
    boolean heavy() default false;
}
