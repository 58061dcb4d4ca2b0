package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;

/**
 * What a packer left on this machine.
 *
 * @param outcome how it ended
 * @param facts what its log told
 * @param written what its manifests tell of this run
 */
record PackerResult(CommandOutcome outcome, PackerFacts facts, WrittenAmis written) {}
