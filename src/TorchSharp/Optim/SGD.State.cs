using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>The momentum of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>Null before the first step, and where there is no momentum.</summary>
        public Tensor momentum_buffer = null!;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            momentum_buffer = null!;
        }

        public override void LoadStateDict(OptimizerState source) =>
            StateTensors.Copy(((State)source).momentum_buffer, ref momentum_buffer, _parameter);

        public override void LoadStateDict(BinaryReader reader) =>
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        public override void to(Device device) => StateTensors.Move(ref momentum_buffer, device);

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && StateTensors.Close(momentum_buffer, state.momentum_buffer);

        public void Dispose() => momentum_buffer?.Dispose();
    }
}
