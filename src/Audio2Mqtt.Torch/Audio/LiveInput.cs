namespace Audio2Mqtt.Torch.Audio;

/// <summary>An open source with what its wait needs.</summary>
/// <param name="Reader">One thread's; disposed only when no read is under way.</param>
/// <param name="Interrupt">Ends a read that waits; from any thread, and more than once.</param>
/// <param name="Losses">Who counts what is lost; null where nothing can be.</param>
internal sealed record LiveInput(IAudioReader Reader, Action Interrupt, ILosses? Losses = null);
