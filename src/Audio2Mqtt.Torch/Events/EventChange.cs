namespace Audio2Mqtt.Torch.Events;

/// <summary>A sound began, goes on, or is over.</summary>
/// <param name="Sound">Which: its place among the tracker's sounds.</param>
/// <param name="Phase">What happened.</param>
/// <param name="StartSample">First sample of the sound, the same in every phase.</param>
/// <param name="EndSample">How far the sound has been heard; in an <see cref="EventPhase.End"/> its last sample plus one. Never before <paramref name="StartSample"/>.</param>
/// <param name="Confidence">The smoothed score now, in [0, 1]; in an <see cref="EventPhase.End"/> that of the last patch that held the sound.</param>
/// <param name="PeakConfidence">The highest smoothed score so far, in [0, 1].</param>
/// <param name="Threshold">The score that had to be reached, in [0, 1].</param>
/// <param name="LevelDbfs">RMS of the loudest patch of the sound so far, in dBFS.</param>
public readonly record struct EventChange(
    int Sound, EventPhase Phase, long StartSample, long EndSample, float Confidence, float PeakConfidence, float Threshold, float LevelDbfs);
