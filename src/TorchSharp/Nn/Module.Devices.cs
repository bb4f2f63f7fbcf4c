namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Moving and converting. Users call the extension methods of ModuleExtensionMethods, which give the module back in its own type.
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            /// <exception cref="ArgumentException">The type is neither floating-point nor complex.</exception>
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                CheckDevice(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                CheckDevice(deviceType);
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            /// <exception cref="ArgumentException">The type is neither floating-point nor complex.</exception>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                {
                    if (device is null)
                        child._to(dtype!.Value, non_blocking);
                    else if (dtype is { } type)
                        child._to(device, type, non_blocking);
                    else
                        child._to(device.type, device.index, non_blocking);
                }

                foreach (var (_, parameter) in named_parameters(false))
                    Move(parameter, dtype, device, non_blocking);
                foreach (var (_, buffer) in named_buffers(false))
                    Move(buffer, dtype, device, non_blocking);
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? CPU, dtype ?? get_default_dtype());

            // The native tensor is exchanged beneath the managed object: fields, dictionaries and optimizers that hold it stay right.
            private static void Move(Tensor tensor, ScalarType? dtype, Device? device, bool non_blocking)
            {
                // Counts and masks keep their type; only what is measured is converted.
                var type = dtype is { } wanted && !tensor.is_integral() && tensor.dtype != ScalarType.Bool ? wanted : tensor.dtype;
                var place = device ?? tensor.device;
                if (type == tensor.dtype && place.IsSame(tensor.device))
                    return;
                var learns = tensor.requires_grad;
                using var _ = no_grad();
                using var gradient = tensor.grad;
                var moved = tensor.to(type, place, non_blocking: non_blocking);
                moved.requires_grad = learns;
                if (gradient is not null)
                {
                    using var movedGradient = gradient.to(type, place, copy: true, non_blocking: non_blocking);
                    moved.grad = movedGradient;
                }

                tensor.Replace(moved);
            }

            private static void CheckType(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}", nameof(dtype));
            }

            private static void CheckDevice(DeviceType type)
            {
                if (type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
            }
        }
    }
}
