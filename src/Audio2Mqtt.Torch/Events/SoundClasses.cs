namespace Audio2Mqtt.Torch.Events;

/// <summary>What a model can hear, as far as rules need it.</summary>
/// <param name="Names">Its classes, in the order of its scores.</param>
/// <param name="IsBackground">Whether a class stands for none of the sounds: it never fires.</param>
/// <param name="Thresholds">The start thresholds that its training found, by class; those of other classes are the default.</param>
public sealed record SoundClasses(IReadOnlyList<string> Names, Func<string, bool> IsBackground, IReadOnlyDictionary<string, float> Thresholds);
